import { BrokenRecord } from '../broken-record.js';
import { type Fields, isObject } from '../parsed-object.js';
import { textOf } from './fields.js';
import { markdownHtml } from './html.js';
import { lexicalHtml } from './lexical.js';
import { mobiledocHtml } from './mobiledoc.js';
import type { Rendered } from './rendering.js';

/**
 * The HTML of a post: of what its editor wrote, or as Ghost made it.
 *
 * What Ghost makes of cards is full of its theme's furniture, so the editor's own comes first if
 * everything in it is known. Throws `BrokenRecord` if that is broken and there is no HTML.
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
  // Ghost 0 kept Markdown, always with the HTML that it had made of it.
  const markdown = textOf(post, 'markdown');
  return markdown === '' ? undefined : { html: markdownHtml(markdown), isWhole: false };
}

function documentIn(written: unknown, format: string): unknown {
  if (isObject(written)) return written;
  if (typeof written !== 'string' || written.trim() === '') return undefined;
  try {
    return JSON.parse(written);
  } catch {
    throw new BrokenRecord(`its ${format} text is no JSON`);
  }
}
