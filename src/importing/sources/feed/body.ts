import { textToHtml } from '../../../content/html.js';
import type { ImageEntry } from '../../../publishing/entry.js';
import { figureHtml } from '../figure.js';
import { escapeHtml } from '../plain-text.js';
import type { WrittenMedia, WrittenText } from './item.js';

const TAG = /<\/?[a-z][^<>]*>|<!--/i;
const ESCAPED_TAG =
  /&lt;(?:p|br|div|a|img|h[1-6]|ul|ol|blockquote|strong|em|b|i|span|figure|table)\b[^<>]{0,200}?&gt;/i;
const ESCAPES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&amp;': '&',
};

/**
 * The text of an item as HTML: what is plain gets paragraphs, what was escaped twice is told so.
 */
export function textHtml({ value, isHtml }: WrittenText): string {
  if (isHtml === false) return textToHtml(value);
  if (TAG.test(value)) return value;
  if (ESCAPED_TAG.test(value)) {
    return value.replace(/&(?:lt|gt|quot|#39|apos|amp);/g, (entity) => ESCAPES[entity] ?? entity);
  }
  return value
    .replace(/\r\n?/g, '\n')
    .split(/\n[^\S\n]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${paragraph.replaceAll('<', '&lt;').replaceAll('\n', '<br>')}</p>`)
    .join('\n');
}

/** The text, and below it what belongs to it and is not shown in it yet. */
export function withMedia(
  html: string,
  pictures: readonly ImageEntry[],
  media: readonly WrittenMedia[],
): string {
  const figures = pictures.filter(({ url }) => !shows(html, url)).map(figureHtml);
  const players = media
    .filter(({ url }) => !html.includes(url))
    .map(({ kind, url }) => `<p><${kind} src="${escapeHtml(url)}" controls></${kind}></p>`);
  return [html, ...players, ...figures].filter((part) => part !== '').join('\n');
}

/** What one picture's addresses have in common: systems keep each in several sizes. */
export function pictureKey(url: string): string {
  return url
    .replace(/^https?:\/\//i, '')
    .replace(/[?#].*$/, '')
    .replace(/-\d{2,5}x\d{2,5}(?=\.\w+$)/, '');
}

function shows(html: string, url: string): boolean {
  const name = pictureKey(url).split('/').at(-1) ?? '';
  const stem = name.replace(/\.\w+$/, '');
  return html.includes(stem.length > 3 ? stem : pictureKey(url));
}
