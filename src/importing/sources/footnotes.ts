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
    markedFootnote({ prefixId: prefix }),
    { hooks: { postprocess: (html) => html.replace(heading, '') } },
  ];
}
