import { escapeHtml } from '../plain-text.js';
import type { PictureIndex } from './pictures.js';

const IMAGE = /<img\b[^>]*\bwp-image-(\d+)\b[^>]*>/g;
/** One picture, and no other figure within. */
const FIGURE = /<figure\b[^>]*>(?:(?!<\/?figure\b)[\s\S])*?<\/figure>/g;

/**
 * Pictures of a text with what the library of the site knows of them and the text does not say: the
 * alternative text, and the credit.
 */
export function withLibraryWords(html: string, pictures: PictureIndex): string {
  if (!html.includes('wp-image-')) return html;
  return html
    .replace(IMAGE, (image, id: string) => withAlt(image, pictures.byId(id)?.alt))
    .replace(FIGURE, (figure) => withCredit(figure, pictures));
}

function withAlt(image: string, alt: string | undefined): string {
  if (alt === undefined || /\salt\s*=\s*(?:"[^"]|'[^']|[^\s"'>])/.test(image)) return image;
  const bare = image.replace(/\salt(?:\s*=\s*(?:""|''))?(?=[\s/>])/, '');
  return bare.replace(/^<img\b/, () => `<img alt="${escapeHtml(alt)}"`);
}

function withCredit(figure: string, pictures: PictureIndex): string {
  const [first, ...others] = [...figure.matchAll(IMAGE)];
  const credit = others.length > 0 ? undefined : pictures.byId(first?.[1] ?? '')?.credit;
  if (credit === undefined || figure.includes(credit)) return figure;
  const cite = `<cite>${escapeHtml(credit)}</cite>`;
  return figure.includes('</figcaption>')
    ? figure.replace('</figcaption>', () => ` ${cite}</figcaption>`)
    : figure.replace(/<\/figure>$/, () => `<figcaption>${cite}</figcaption></figure>`);
}
