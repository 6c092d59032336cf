import type { ImageEntry } from '../../publishing/entry.js';
import { escapeHtml } from './plain-text.js';

/** A picture as a figure, with its caption and credit below it. */
export function figureHtml(picture: ImageEntry): string {
  const size =
    picture.width === undefined || picture.height === undefined
      ? ''
      : ` width="${picture.width}" height="${picture.height}"`;
  const image = `<img src="${escapeHtml(picture.url)}" alt="${escapeHtml(picture.alt ?? '')}"${size}>`;
  const credit = picture.credit === undefined ? '' : `<cite>${escapeHtml(picture.credit)}</cite>`;
  const words = [escapeHtml(picture.caption ?? ''), credit].filter((part) => part !== '').join(' ');
  return `<figure>${image}${words === '' ? '' : `<figcaption>${words}</figcaption>`}</figure>`;
}
