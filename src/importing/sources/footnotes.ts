import { createHash } from 'node:crypto';
import type { MarkedExtension } from 'marked';
import markedFootnote from 'marked-footnote';

/**
 * Footnotes of Markdown, with ids that no other text on a page has; to be made anew for each text,
 * as they are numbered by the instance.
 *
 * `owner` tells the texts apart. There is no heading above them: it would be an English one in a
 * text of any language.
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
 * Marks of footnotes in one text, with those of their notes. Each is looked for among all notes,
 * which takes seconds for some ten times as many.
 */
const MAX_MARKS = 20_000;

/** Whether a text has no more marks of footnotes than can be taken for such in time. */
export function hasFootnotes(markdown: string): boolean {
  let marks = 0;
  for (let at = markdown.indexOf('[^'); at >= 0; at = markdown.indexOf('[^', at + 2)) marks += 1;
  return marks > 0 && marks <= MAX_MARKS;
}

/** Behind a mark that is not closed the library reads to the end, for each of them. */
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
