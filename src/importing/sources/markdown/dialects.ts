import { withoutEnd } from '../../../content/without-end.js';
import type { Fields } from '../parsed-object.js';
import { withAsides } from './admonitions.js';
import { withFencedHighlights, withoutShortcodes } from './hugo.js';
import { withFencedTags, withoutTags } from './liquid.js';
import { literalCode, titleHtml } from './marks.js';
import { enclosedOutsideOfCode, outsideOfCode, withProse } from './prose.js';

/** Where kramdown puts its table of contents; the list before it only holds its place. */
const CONTENTS = /^[ \t]*(?:[*+-]|1\.)[ \t].*\n[ \t]*\{:[ \t]*toc[^}\n]*\}[ \t]*$/gim;
/** Attributes of an element, `{: .lead}`, and what Docusaurus has for comments. */
const ATTRIBUTES = /\{::?[^{}\n]*\}|\{\/\*[\s\S]*?\*\/\}/g;
const COMMENT = { opening: '{/*', closing: /\*\/\}/g };
const HEADING = /^(#{1,6}[ \t])(.*)$/gm;
const HEADING_ID = /\{#[\w:.-]+\}[ \t]*$/;
/** A tab of Docusaurus, which has a label. */
const TAB = /<TabItem\b[^<>]*?\slabel=(["'])([^"'<>\n]*)\1[^<>]*>/g;
const IMPORT = /^import\s+(?=\S)(?:[\w$*{},][\w$*{}, \t]*\sfrom\s+)?(["'])[^"'\n]+\1;?[ \t]*$/gm;

/**
 * Markdown as everybody reads it, of Markdown as Hugo, Jekyll, Hexo, Docusaurus or MkDocs do.
 *
 * What is a mark of a template there would be rubbish in an article. Code is not touched.
 */
export function plainMarkdown(markdown: string, fields: Fields): string {
  const fenced = withProse(markdown, (prose) => withFencedTags(withFencedHighlights(prose)));
  return withProse(fenced, (prose) => {
    const bare = prose.replace(IMPORT, '').replace(CONTENTS, '').replace(HEADING, withoutId);
    const shown = outsideOfCode(
      withoutTags(withoutShortcodes(bare), fields),
      TAB,
      (_, _quote, label = '') => titleHtml(label) ?? '',
    );
    return withAsides(enclosedOutsideOfCode(shown, ATTRIBUTES, COMMENT, () => ''));
  });
}

/** HTML without the marks of such templates, of which none is Markdown. */
export function plainHtml(html: string, fields: Fields): string {
  const coded = withFencedTags(withFencedHighlights(html, literalCode), literalCode);
  return withoutTags(withoutShortcodes(coded), fields);
}

function withoutId(heading: string, marks: string, text: string): string {
  const id = HEADING_ID.exec(text);
  return id === null ? heading : marks + withoutEnd(text.slice(0, id.index), ' \t');
}
