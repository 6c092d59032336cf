import { Parser } from 'htmlparser2';
import { ABSURD_DEPTH } from '../../content/html.js';

const SILENT = new Set(['script', 'style']);

/**
 * The text of a piece of HTML on one line: entities decoded, tags removed, white space collapsed.
 *
 * For titles and names, which old systems store as HTML. Bodies are converted by `content/`.
 */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return singleSpaced(html);
  return singleSpaced(parsedText(html) ?? html.replace(/<[^<>]*>/g, ' '));
}

/** The text of the HTML; `undefined` if elements nest deeper than `ABSURD_DEPTH`. */
function parsedText(html: string): string | undefined {
  let text = '';
  let silent = 0;
  let depth = 0;
  let isTooDeep = false;
  const parser = new Parser({
    onopentagname: (name) => {
      depth += 1;
      isTooDeep = depth > ABSURD_DEPTH;
      if (isTooDeep) parser.pause();
      if (SILENT.has(name)) silent += 1;
      if (name === 'br' || name === 'p') text += ' ';
    },
    onclosetag: (name) => {
      depth -= 1;
      if (SILENT.has(name)) silent -= 1;
    },
    ontext: (data) => {
      if (silent === 0) text += data;
    },
  });
  parser.end(html);
  return isTooDeep ? undefined : text;
}

function singleSpaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
