import { withoutExpressions } from './jsx.js';
import { withProse } from './prose.js';

const STATEMENT =
  /^(?:import\s.+|import\{.+|export\s+(?:const|default|let|var|function|async|class)\b.*)/;
const PICTURE =
  /^import\s+(\w+)\s+from\s+(["'])([^"'\n]+\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#][^"'\n]*)?)\2/i;

/**
 * Removes JavaScript from MDX: imports, exports, comments and expressions. Literal texts in braces
 * are kept, and components for pictures or videos are converted. Other components are left to the
 * sanitiser, which keeps their text. Code is not changed.
 */
export function withoutJsx(markdown: string): string {
  const pictures = new Map<string, string>();
  return withProse(markdown, (prose) =>
    withoutExpressions(withoutStatements(prose, pictures), pictures),
  );
}

/** Removes import and export statements, and collects the imported images in `pictures`. */
function withoutStatements(prose: string, pictures: Map<string, string>): string {
  const lines = prose.split('\n');
  const kept: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (!STATEMENT.test(line)) {
      kept.push(line);
      continue;
    }
    const end = endOfStatement(lines, index);
    for (const each of lines.slice(index, end)) {
      const [, name, , path] = PICTURE.exec(each) ?? [];
      if (name !== undefined && path !== undefined) pictures.set(name, path);
    }
    index = end - 1;
  }
  return kept.join('\n');
}

/** Maximum number of lines of one statement. */
const MAX_LINES = 500;

/** The blank line after a statement; blank lines inside its brackets do not end it. */
function endOfStatement(lines: readonly string[], start: number): number {
  let depth = 0;
  let firstEmpty: number | undefined;
  const last = Math.min(lines.length, start + MAX_LINES);
  for (let index = start; index < last; index += 1) {
    const line = lines[index] ?? '';
    if (line.trim() === '') {
      if (depth <= 0) return index;
      firstEmpty ??= index;
    }
    depth += (line.match(/[[({]/g)?.length ?? 0) - (line.match(/[\])}]/g)?.length ?? 0);
  }
  return depth <= 0 ? last : (firstEmpty ?? last);
}
