import { withoutEnd } from '../../../content/without-end.js';
import type { Fields } from '../parsed-object.js';
import { withAsides } from './admonitions.js';
import { withFencedHighlights, withoutShortcodes } from './hugo.js';
import { withFencedTags, withoutTags } from './liquid.js';
import { literalCode, titleHtml } from './marks.js';
import { enclosedOutsideOfCode, outsideOfCode, withProse } from './prose.js';

/** The table of contents of kramdown; the list item before it is only a placeholder. */
const CONTENTS = /^[ \t]*(?:[*+-]|1\.)[ \t].*\n[ \t]*\{:[ \t]*toc[^}\n]*\}[ \t]*$/gim;
/** Attribute lists of elements, `{: .lead}`, and the comments of Docusaurus. */
const ATTRIBUTES = /\{::?[^{}\n]*\}|\{\/\*[\s\S]*?\*\/\}/g;
const COMMENT = { opening: '{/*', closing: /\*\/\}/g };
const HEADING = /^(#{1,6}[ \t])(.*)$/gm;
const HEADING_ID = /\{#[\w:.-]+\}[ \t]*$/;
/** A Docusaurus tab, which has a label. */
const TAB = /<TabItem\b[^<>]*?\slabel=(["'])([^"'<>\n]*)\1[^<>]*>/g;
const IMPORT = /^import\s+(?=\S)(?:[\w$*{},][\w$*{}, \t]*\sfrom\s+)?(["'])[^"'\n]+\1;?[ \t]*$/gm;

/**
 * Converts the Markdown of Hugo, Jekyll, Hexo, Docusaurus or MkDocs to standard Markdown.
 *
 * Template syntax would otherwise be visible in the article. Code is not changed.
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

/** HTML without such template syntax; Markdown extensions are not processed. */
export function plainHtml(html: string, fields: Fields): string {
  const coded = withFencedTags(withFencedHighlights(html, literalCode), literalCode);
  return withoutTags(withoutShortcodes(coded), fields);
}

function withoutId(heading: string, marks: string, text: string): string {
  const id = HEADING_ID.exec(text);
  return id === null ? heading : marks + withoutEnd(text.slice(0, id.index), ' \t');
}
