import { escapeHtml } from '../../../content/html.js';
import type { PictureIndex } from './pictures.js';

const NUMBER = /\bwp-image-(\d+)\b/g;
/** A figure with no other figure inside. */
const FIGURE = /<figure\b(?:(?!<figure\b)[^>])*>(?:(?!<\/?figure\b)[\s\S])*?<\/figure>/g;

/**
 * Adds the alternative text and the credit from the site's media library to the images of a text,
 * where the text has none.
 */
export function withLibraryWords(html: string, pictures: PictureIndex): string {
  if (!html.includes('wp-image-')) return html;
  return withImages(html, (image, id) => withAlt(image, pictures.byId(id)?.alt)).replace(
    FIGURE,
    (figure) => withCredit(figure, pictures),
  );
}

/** Changes each library image in a text; its class contains its number (`wp-image-12`). */
function withImages(html: string, change: (image: string, id: string) => string): string {
  const pieces = html.split('>');
  const last = pieces.pop() ?? '';
  const changed = pieces.map((piece) => {
    const start = piece.search(/<img\b/);
    const id = start < 0 ? undefined : [...piece.slice(start).matchAll(NUMBER)].at(-1)?.[1];
    return id === undefined
      ? `${piece}>`
      : piece.slice(0, start) + change(`${piece.slice(start)}>`, id);
  });
  return changed.join('') + last;
}

function withAlt(image: string, alt: string | undefined): string {
  if (alt === undefined || /\salt\s*=\s*(?:"[^"]|'[^']|[^\s"'>])/.test(image)) return image;
  const bare = image.replace(/\salt(?:\s*=\s*(?:""|''))?(?=[\s/>])/, '');
  return bare.replace(/^<img\b/, () => `<img alt="${escapeHtml(alt)}"`);
}

function withCredit(figure: string, pictures: PictureIndex): string {
  const ids: string[] = [];
  withImages(figure, (image, id) => {
    ids.push(id);
    return image;
  });
  const [first = '', ...others] = ids;
  const credit = others.length > 0 ? undefined : pictures.byId(first)?.credit;
  if (credit === undefined || figure.includes(credit)) return figure;
  const cite = `<cite>${escapeHtml(credit)}</cite>`;
  return figure.includes('</figcaption>')
    ? figure.replace('</figcaption>', () => ` ${cite}</figcaption>`)
    : figure.replace(/<\/figure>$/, () => `<figcaption>${cite}</figcaption></figure>`);
}
