import { escapeHtml } from '../../content/html.js';
import type { ImageEntry } from '../../publishing/entry.js';

// HTML for content that a source format describes without HTML. Addresses and plain text are
// escaped here; parameters named `html` are not. Nothing is sanitised yet.

/** The HTML inside an element, or '' if there is none. */
export function wrapped(tag: string, html: string): string {
  return html.trim() === '' ? '' : `<${tag}>${html}</${tag}>`;
}

/** HTML between blank lines: Markdown and the old WordPress editor then treat it as a block. */
export function standingAlone(html: string): string {
  return `\n\n${html}\n\n`;
}

/** A link; its label is HTML, by default the address. Without an address, only the label. */
export function linkHtml(url: string, label = escapeHtml(url)): string {
  return url === '' ? label : `<a href="${escapeHtml(url)}">${label}</a>`;
}

/** A link with its address as the label, in a paragraph of its own. */
export function linkParagraph(url: string): string {
  return standingAlone(wrapped('p', linkHtml(url)));
}

/** A code block from HTML, with a class for the language, if that is a single word. */
export function codeHtml(html: string, language: string): string {
  const mark = /^[\w+#.-]+$/.test(language) ? ` class="language-${language}"` : '';
  return `<pre><code${mark}>${html}</code></pre>`;
}

/** An audio or video player, with a link to the file for clients that cannot play it. */
export function playerHtml(kind: 'audio' | 'video', url: string, label: string, poster = '') {
  const still = poster === '' ? '' : ` poster="${escapeHtml(poster)}"`;
  const link = linkHtml(url, escapeHtml(label));
  return `<${kind} controls src="${escapeHtml(url)}"${still}>${link}</${kind}>`;
}

/** An `img` element; its size is written only if both width and height are known. */
export function imageHtml({ url, alt = '', width, height }: ImageEntry, title = ''): string {
  const isSized = width !== undefined && height !== undefined;
  const size = isSized ? ` width="${width}" height="${height}"` : '';
  const said = title === '' ? '' : ` title="${escapeHtml(title)}"`;
  return `<img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}"${said}${size}>`;
}

/** A figure with an HTML caption, or '' if there is no content. */
export function figureOf(html: string, captionHtml = ''): string {
  return html === '' ? '' : `<figure>${html}${wrapped('figcaption', captionHtml)}</figure>`;
}

/** An image as a figure with caption and credit, inside a link if `linkTo` is given. */
export function figureHtml(
  picture: ImageEntry,
  captionHtml = escapeHtml(picture.caption ?? ''),
  linkTo = '',
): string {
  const credit = wrapped('cite', escapeHtml(picture.credit ?? ''));
  const words = [captionHtml, credit].filter((part) => part !== '').join(' ');
  return figureOf(linkHtml(linkTo, imageHtml(picture)), words);
}
