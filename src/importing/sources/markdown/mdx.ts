import { outsideOfCode, withProse } from './prose.js';

const STATEMENT = /^(?:import\s.+|export\s+(?:const|default|let|function)\b.*)/;
/** A tag, whose braces are no text, or an expression between the texts; not one of a formula. */
const EXPRESSION =
  /<\/?[A-Za-z][^<>]*>|\{\s*["'`]([^"'`{}\n]*)["'`]\s*\}|(?<![\\$^_\w}])\{(?:\/\*[\s\S]*?\*\/|[\s\w$.?()[\]]*)\}/g;

/**
 * MDX without its program: imports, exports, `{/* comments *\/}` and values of variables go, texts
 * in braces stay; components are left to the sanitiser, which keeps their text. Code is untouched.
 */
export function withoutJsx(markdown: string): string {
  return withProse(markdown, (prose) => {
    let isProgram = false;
    const kept = prose.split('\n').filter((line) => {
      // A statement goes on until an empty line, as in MDX itself.
      isProgram = STATEMENT.test(line) || (isProgram && line.trim() !== '');
      return !isProgram;
    });
    return outsideOfCode(kept.join('\n'), EXPRESSION, (whole, text) =>
      whole.startsWith('<') ? whole : (text ?? ''),
    );
  });
}
