import { Marked } from 'marked';
import { escapeHtml } from '../../../content/html.js';
import { footnotes } from '../footnotes.js';
import type { Fields } from '../parsed-object.js';
import { pixelsOf, textOf } from './fields.js';

/** An element around HTML, or nothing around nothing. */
export function wrapped(tag: string, html: string): string {
  return html.trim() === '' ? '' : `<${tag}>${html}</${tag}>`;
}

/** A link with an HTML label; its label alone if it leads nowhere. */
export function linkHtml(url: string, label: string): string {
  return url === '' ? label : `<a href="${escapeHtml(url)}">${label}</a>`;
}

/** Something to look at or to hear, with the HTML of its caption below it. */
export function figure(content: string, caption = ''): string {
  return content === '' ? '' : `<figure>${content}${wrapped('figcaption', caption)}</figure>`;
}

/** The picture of a card, or nothing if it shows none; its link goes around it. */
export function imageTag(card: Fields): string {
  const url = textOf(card, 'src');
  if (url === '') return '';
  const { width, height } = { width: pixelsOf(card.width), height: pixelsOf(card.height) };
  const size =
    width === undefined || height === undefined ? '' : ` width="${width}" height="${height}"`;
  const title = textOf(card, 'title');
  const said = title === '' ? '' : ` title="${escapeHtml(title)}"`;
  const alt = escapeHtml(textOf(card, 'alt'));
  const image = `<img src="${escapeHtml(url)}" alt="${alt}"${said}${size}>`;
  return linkHtml(textOf(card, 'href'), image);
}

/** Code as it is written, with its language for whoever colours it. */
export function codeHtml(code: string, language: string): string {
  const mark = /^[\w+#.-]+$/.test(language) ? ` class="language-${language}"` : '';
  return `<pre><code${mark}>${escapeHtml(code)}</code></pre>`;
}

/** The Markdown of a card, GitHub-flavoured and with footnotes. */
export function markdownHtml(markdown: string): string {
  return new Marked({ gfm: true }).use(...footnotes(markdown)).parse(markdown, { async: false });
}
