import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import {
  type FunctionNote,
  functionsIn,
  type LiteralNote,
  literalsIn,
  type UseNote,
  usesIn,
} from './code.js';
import { type ExportNote, exportsIn, type ImportNote, importsIn } from './modules.js';
import { parsed } from './syntax.js';

/** An import and the file that it leads to. */
export interface Import extends ImportNote {
  /** The imported file's path from the repository's root; `undefined` for a library. */
  readonly target: string | undefined;
}

/** A source file in the form that the rules check. */
export interface SourceFile {
  /** From the repository's root, such as `src/content/slug.ts`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly exports: readonly ExportNote[];
  readonly functions: readonly FunctionNote[];
  readonly uses: readonly UseNote[];
  readonly literals: readonly LiteralNote[];
}

/** Parses a source file; throws if it is not valid TypeScript. */
export function sourceFile(path: string, text: string): SourceFile {
  const source = parsed(path, text);
  return {
    path,
    text,
    imports: importsIn(source).map((each) => ({ ...each, target: targetOf(path, each.from) })),
    exports: exportsIn(source),
    functions: functionsIn(source),
    uses: usesIn(source),
    literals: literalsIn(source),
  };
}

/** All code files in a folder of this repository, in subfolders too. */
export async function sourceFilesIn(folder: string): Promise<SourceFile[]> {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const names = await readdir(join(root, folder), { recursive: true });
  return names
    .filter((name) => /\.(ts|js|mjs)$/.test(name))
    .map((name) => join(folder, name.replaceAll('\\', '/')))
    .sort()
    .map((path) => sourceFile(path, readFileSync(join(root, path), 'utf8')));
}

function targetOf(path: string, from: string): string | undefined {
  if (!from.startsWith('.')) return undefined;
  return join(dirname(path), from).replace(/\.js$/, '.ts');
}
