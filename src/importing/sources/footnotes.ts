import { createHash } from 'node:crypto';
import type { MarkedExtension } from 'marked';
import markedFootnote from 'marked-footnote';

/**
 * A `marked` extension for footnotes with ids that are unique on a page with several texts. Create
 * it anew for each text, because an instance numbers its footnotes.
 *
 * `owner` identifies the text. The library's heading is removed: it would be English in a text of
 * any language.
 */
export function footnotes(owner: string): readonly MarkedExtension[] {
  const prefix = `fn-${createHash('sha256').update(owner).digest('hex').slice(0, 8)}-`;
  const heading = new RegExp(`<h2 id="${prefix}label"[^>]*>[^<]*</h2>\\n?`, 'g');
  return [
    withShortLabels(markedFootnote({ prefixId: prefix })),
    { hooks: { postprocess: (html) => html.replace(heading, '') } },
  ];
}

/**
 * Maximum number of footnote references in one text. The library searches all notes for each
 * reference, which takes seconds for about ten times as many.
 */
const MAX_MARKS = 20_000;

/** Whether a text has footnote references, and few enough to render them in time. */
export function hasFootnotes(markdown: string): boolean {
  let marks = 0;
  for (let at = markdown.indexOf('[^'); at >= 0; at = markdown.indexOf('[^', at + 2)) marks += 1;
  return marks > 0 && marks <= MAX_MARKS;
}

/** After an unclosed `[^`, the library scans to the end of the text, once for each of them. */
const LABEL = /^\[\^[^\]\n]{1,1000}\]/;

function withShortLabels(extension: MarkedExtension): MarkedExtension {
  const extensions = (extension.extensions ?? []).map((each) => {
    if (!('tokenizer' in each) || each.level !== 'inline') return each;
    const { tokenizer } = each;
    const bounded: typeof tokenizer = function (source, tokens) {
      return LABEL.test(source) ? tokenizer.call(this, source, tokens) : undefined;
    };
    return { ...each, tokenizer: bounded };
  });
  return { ...extension, extensions };
}
