import { BrokenRecord } from '../broken-record.js';
import { type Fields, isObject } from '../parsed-object.js';
import { textOf } from './fields.js';
import { markdownHtml } from './html.js';
import { lexicalHtml } from './lexical.js';
import { mobiledocHtml } from './mobiledoc.js';
import type { Rendered } from './rendering.js';

/**
 * The HTML of a post, rendered from the editor's document, or else the HTML made by Ghost.
 *
 * The HTML that Ghost makes of cards is full of markup for its theme, so the editor's document is
 * preferred if everything in it is known. Throws `BrokenRecord` if the document is broken and there
 * is no HTML.
 */
export function bodyOf(post: Fields): string {
  const html = textOf(post, 'html');
  try {
    const rendered = renderedOf(post);
    const isBetter = rendered?.isWhole === true && rendered.html !== '';
    if (rendered !== undefined && (isBetter || html === '')) return rendered.html;
  } catch (error) {
    if (!(error instanceof BrokenRecord) || html === '') throw error;
  }
  return html;
}

function renderedOf(post: Fields): Rendered | undefined {
  const lexical = documentIn(post.lexical, 'Lexical');
  if (lexical !== undefined) return lexicalHtml(lexical);
  const mobiledoc = documentIn(post.mobiledoc, 'Mobiledoc');
  if (mobiledoc !== undefined) return mobiledocHtml(mobiledoc);
  // Ghost 0 stored Markdown, always together with the HTML made from it.
  const markdown = textOf(post, 'markdown');
  return markdown === '' ? undefined : { html: markdownHtml(markdown), isWhole: false };
}

function documentIn(written: unknown, format: string): unknown {
  if (isObject(written)) return written;
  if (typeof written !== 'string' || written.trim() === '') return undefined;
  try {
    return JSON.parse(written);
  } catch {
    throw new BrokenRecord(`its ${format} text is not valid JSON`);
  }
}
