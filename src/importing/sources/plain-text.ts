import { Parser } from 'htmlparser2';

const SILENT = new Set(['script', 'style']);

/**
 * The text of a piece of HTML on one line: entities decoded, tags gone, spaces made single.
 *
 * For titles and names, which old systems keep as HTML; bodies are made plain by `content/`.
 */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return singleSpaced(html);
  let text = '';
  let silent = 0;
  const parser = new Parser({
    onopentagname: (name) => {
      if (SILENT.has(name)) silent += 1;
      if (name === 'br' || name === 'p') text += ' ';
    },
    onclosetag: (name) => {
      if (SILENT.has(name)) silent -= 1;
    },
    ontext: (data) => {
      if (silent === 0) text += data;
    },
  });
  parser.end(html);
  return singleSpaced(text);
}

/** A text made safe to stand in HTML, in an attribute as well. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function singleSpaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
