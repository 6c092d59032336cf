import { enclosedOutsideOfCode, withProse } from './prose.js';

const STATEMENT = /^(?:import\s.+|export\s+(?:const|default|let|function)\b.*)/;
/** A tag, whose braces are no text, or an expression between the texts; not one of a formula. */
const EXPRESSION =
  /<\/?[A-Za-z][^<>]*>|\{\s*["'`]([^"'`{}\n]*)["'`]\s*\}|(?<![\\$^_\w}])\{(?:\/\*[\s\S]*?\*\/|[\s\w$.?()[\]]*)\}/g;
const COMMENT = { opening: '{/*', closing: /\*\/\}/g };

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
    return enclosedOutsideOfCode(kept.join('\n'), EXPRESSION, COMMENT, (whole, said) =>
      whole.startsWith('<') ? whole : (said ?? ''),
    );
  });
}
