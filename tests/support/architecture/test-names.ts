import type { Rule } from './rule.js';
import type { SourceFile } from './source.js';

/** Tests that go over the whole product, and so over no one file or folder of it. */
const OF_EVERYTHING = ['architecture', 'linear', 'schema'].map((name) => `tests/${name}.test.ts`);

/** Tests of folders whose files are being renamed. */
const NOT_YET_RENAMED = [
  'tests/database/engine-reopening.test.ts',
  ...['authors', 'filing', 'interrupted', 'kept-comments', 'refused', 'relate-after-kill'].map(
    (name) => `tests/publishing/${name}.test.ts`,
  ),
  ...['shown', 'topics'].map((name) => `tests/publishing/${name}.test.ts`),
];

const EXCEPTIONS = [...OF_EVERYTHING, ...NOT_YET_RENAMED];

/**
 * A test file has the path of the file or folder of `src/` that it tests. A suffix after a dot says
 * what of it is tested: `tests/content/sanitise.attacks.test.ts`.
 */
export const testNames: Rule = {
  name: 'a test is called after what it tests',
  check: (files) => {
    const sources = new Set(files.flatMap(sourceNames));
    return files
      .filter(({ path }) => path.endsWith('.test.ts') && !EXCEPTIONS.includes(path))
      .filter(({ path }) => !possibleSources(path).some((source) => sources.has(source)))
      .map(({ path }) => ({
        path,
        found: `tests no file or folder of src/: expected ${possibleSources(path).join(' or ')}`,
        because: 'whoever changes a file finds its tests under the same path',
      }));
  },
};

/** A file of `src/` without its ending, and each folder in which it is. */
function sourceNames({ path }: SourceFile): string[] {
  if (!path.startsWith('src/')) return [];
  const parts = path.replace(/\.ts$/, '').split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** What a test file may test by its name: `src/a/b.c` and `src/a/b` for `tests/a/b.c.test.ts`. */
function possibleSources(path: string): string[] {
  const [first = '', ...suffixes] = path
    .replace(/^tests\//, 'src/')
    .replace(/\.test\.ts$/, '')
    .split('.');
  return [first, ...suffixes.map((_, n) => [first, ...suffixes.slice(0, n + 1)].join('.'))];
}
