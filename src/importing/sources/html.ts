import { escapeHtml } from '../../content/html.js';
import type { ImageEntry } from '../../publishing/entry.js';

// Sources write what their formats describe without HTML. Addresses and plain texts are escaped
// here; what a parameter calls HTML is not. Nothing is sanitised yet.

/** An element around HTML, or nothing around nothing. */
export function wrapped(tag: string, html: string): string {
  return html.trim() === '' ? '' : `<${tag}>${html}</${tag}>`;
}

/** HTML that Markdown, and the old editor of WordPress, take for a block of its own. */
export function standingAlone(html: string): string {
  return `\n\n${html}\n\n`;
}

/** A link with a label of HTML, which is its address if absent; without address the label alone. */
export function linkHtml(url: string, label = escapeHtml(url)): string {
  return url === '' ? label : `<a href="${escapeHtml(url)}">${label}</a>`;
}

/** An address as a link, in a paragraph of its own. */
export function linkParagraph(url: string): string {
  return standingAlone(wrapped('p', linkHtml(url)));
}

/** Code, given as HTML, with its language for whoever colours it, if that is one word. */
export function codeHtml(html: string, language: string): string {
  const mark = /^[\w+#.-]+$/.test(language) ? ` class="language-${language}"` : '';
  return `<pre><code${mark}>${html}</code></pre>`;
}

/** A film or a sound, with a link to its file for programs that play none. */
export function playerHtml(kind: 'audio' | 'video', url: string, label: string, poster = '') {
  const still = poster === '' ? '' : ` poster="${escapeHtml(poster)}"`;
  const link = linkHtml(url, escapeHtml(label));
  return `<${kind} controls src="${escapeHtml(url)}"${still}>${link}</${kind}>`;
}

/** A picture without its caption and credit; its size is written only if both sides are known. */
export function imageHtml({ url, alt = '', width, height }: ImageEntry, title = ''): string {
  const isSized = width !== undefined && height !== undefined;
  const size = isSized ? ` width="${width}" height="${height}"` : '';
  const said = title === '' ? '' : ` title="${escapeHtml(title)}"`;
  return `<img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}"${said}${size}>`;
}

/** A figure with a caption of HTML below it, or nothing around nothing. */
export function figureOf(html: string, captionHtml = ''): string {
  return html === '' ? '' : `<figure>${html}${wrapped('figcaption', captionHtml)}</figure>`;
}

/** A picture as a figure, with its caption and credit below it, and a link around it if given. */
export function figureHtml(
  picture: ImageEntry,
  captionHtml = escapeHtml(picture.caption ?? ''),
  linkTo = '',
): string {
  const credit = wrapped('cite', escapeHtml(picture.credit ?? ''));
  const words = [captionHtml, credit].filter((part) => part !== '').join(' ');
  return figureOf(linkHtml(linkTo, imageHtml(picture)), words);
}
