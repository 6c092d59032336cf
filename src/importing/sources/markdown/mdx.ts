const FENCE = /^[ \t]*(?:```|~~~)/;

/**
 * MDX without its program: imports, exports and `{/* comments *\/}` go, components are left to the
 * sanitiser, which keeps their text. Fenced code is not touched.
 */
export function withoutJsx(markdown: string): string {
  let isCode = false;
  let isProgram = false;
  const kept: string[] = [];
  for (const line of markdown.split('\n')) {
    if (FENCE.test(line)) isCode = !isCode;
    const begins =
      !isCode && /^(?:import\s.+|export\s+(?:const|default|let|function)\b.*)/.test(line);
    // A statement goes on until an empty line, as in MDX itself.
    isProgram = begins || (isProgram && line.trim() !== '');
    if (!isProgram) kept.push(isCode ? line : line.replace(/\{\/\*.*?\*\/\}/g, ''));
  }
  return kept.join('\n');
}
