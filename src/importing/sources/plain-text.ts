import { Parser } from 'htmlparser2';

const SILENT = new Set(['script', 'style']);
/** Beyond this it is an attack: the time of the parser grows with the square of the depth. */
const ABSURD_DEPTH = 1000;

class TooDeep extends Error {}

/**
 * The text of a piece of HTML on one line: entities decoded, tags gone, spaces made single.
 *
 * For titles and names, which old systems keep as HTML; bodies are made plain by `content/`.
 */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return singleSpaced(html);
  try {
    return singleSpaced(parsedText(html));
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return singleSpaced(html.replace(/<[^<>]*>/g, ' '));
  }
}

function parsedText(html: string): string {
  let text = '';
  let silent = 0;
  let depth = 0;
  const parser = new Parser({
    onopentagname: (name) => {
      depth += 1;
      if (depth > ABSURD_DEPTH) throw new TooDeep();
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
  return text;
}

function singleSpaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
