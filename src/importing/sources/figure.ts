import { escapeHtml } from '../../content/html.js';
import type { ImageEntry } from '../../publishing/entry.js';

/** What a figure may have beside its picture. */
interface Surrounding {
  /** In place of the caption: HTML, which is not escaped. */
  readonly captionHtml?: string;
  /** Where the picture leads. */
  readonly linkTo?: string;
}

/** A picture as a figure, with its caption and credit below it. */
export function figureHtml(picture: ImageEntry): string {
  return figureWith(picture, {});
}

/** The same with what a source has written around the picture. */
export function figureWith(
  picture: ImageEntry,
  { captionHtml = escapeHtml(picture.caption ?? ''), linkTo }: Surrounding,
): string {
  const size =
    picture.width === undefined || picture.height === undefined
      ? ''
      : ` width="${picture.width}" height="${picture.height}"`;
  const image = `<img src="${escapeHtml(picture.url)}" alt="${escapeHtml(picture.alt ?? '')}"${size}>`;
  const credit = picture.credit === undefined ? '' : `<cite>${escapeHtml(picture.credit)}</cite>`;
  const words = [captionHtml, credit].filter((part) => part !== '').join(' ');
  const shown = linkTo === undefined ? image : `<a href="${escapeHtml(linkTo)}">${image}</a>`;
  return `<figure>${shown}${words === '' ? '' : `<figcaption>${words}</figcaption>`}</figure>`;
}
