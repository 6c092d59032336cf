import { escapeHtml, textToHtml } from '../../../content/html.js';
import { withoutEnd } from '../../../content/without-end.js';
import type { ImageEntry } from '../../../publishing/entry.js';
import { figureHtml, linkHtml, wrapped } from '../html.js';
import { withoutScheme } from './addresses.js';
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

/** The text of an item as HTML: plain text gets paragraphs, and double escaping is removed. */
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

/** Content of an item outside of its text; all addresses are absolute. */
export interface Belongings {
  readonly pictures: readonly ImageEntry[];
  readonly media: readonly WrittenMedia[];
  /** The id of a YouTube video. */
  readonly videoId: string | undefined;
  /** The address of a page on another site. */
  readonly leadsTo: string | undefined;
}

/** The text with everything that it does not show yet; a video goes before it, the rest after. */
export function withBelongings(
  html: string,
  { pictures, media, videoId, leadsTo }: Belongings,
): string {
  const film =
    videoId !== undefined && !html.includes(`embed/${videoId}`) ? [filmHtml(videoId)] : [];
  const figures = pictures
    .filter(({ url }) => !shows(html, url))
    .map((picture) => figureHtml(picture));
  const players = media
    .filter(({ url }) => !html.includes(url))
    .map(({ kind, url }) => `<p><${kind} src="${escapeHtml(url)}" controls></${kind}></p>`);
  const link = leadsTo !== undefined && !links(html, leadsTo) ? [linkParagraph(leadsTo)] : [];
  return [...film, html, ...players, ...figures, ...link].filter((part) => part !== '').join('\n');
}

function filmHtml(videoId: string): string {
  const address = `https://www.youtube-nocookie.com/embed/${encodeURIComponent(videoId)}`;
  return `<p><iframe src="${address}" allowfullscreen></iframe></p>`;
}

const ENDS_OF_LINK = ['"', "'", '/"', "/'"];

function links(html: string, url: string): boolean {
  const bare = withoutEnd(withoutScheme(url), '/');
  return [bare, escapeHtml(bare)].some((address) =>
    ENDS_OF_LINK.some((end) => html.includes(address + end)),
  );
}

function linkParagraph(url: string): string {
  const shown = withoutEnd(withoutScheme(url), '/');
  return wrapped('p', linkHtml(url, escapeHtml(shown)));
}

/** The common part of the addresses of one image, which systems store in several sizes. */
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
