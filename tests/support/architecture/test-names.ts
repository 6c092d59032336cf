import type { Rule } from './rule.js';
import type { SourceFile } from './source.js';

/** Tests of the whole product, or of its documentation: they test no single file or folder. */
const EXCEPTIONS = ['architecture', 'docs/clients', 'linear', 'schema'].map(
  (name) => `tests/${name}.test.ts`,
);

/**
 * A test file has the path of the file or folder of `src/` that it tests. A suffix after a dot says
 * what of it is tested: `tests/content/sanitise.attacks.test.ts`.
 */
export const testNames: Rule = {
  name: 'test files are named after what they test',
  check: (files) => {
    const sources = new Set(files.flatMap(sourceNames));
    return files
      .filter(({ path }) => path.endsWith('.test.ts') && !EXCEPTIONS.includes(path))
      .filter(({ path }) => !possibleSources(path).some((source) => sources.has(source)))
      .map(({ path }) => ({
        path,
        found: `tests no file or folder of src/: expected ${possibleSources(path).join(' or ')}`,
        because: 'the tests of a file are found under the same path',
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
