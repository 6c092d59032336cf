import { placeOf } from './places.js';
import { type Rule, rulePerFile } from './rule.js';

const MOST_LINES = 400;
const MOST_LINES_OF_A_FUNCTION = 50;
const MOST_COLUMNS = 100;

/** A file is one thought. */
export const fileSizes = rulePerFile(
  `files of at most ${MOST_LINES} lines`,
  'a file that grows past this holds two ideas: past 250 lines it already wants splitting',
  ({ text }) => {
    const lineCount = text.replace(/\n$/, '').split('\n').length;
    return lineCount > MOST_LINES ? [{ found: `has ${lineCount} lines` }] : [];
  },
);

/** A function is a dozen lines or so; one that only makes an object is a table of others. */
export const functionSizes = rulePerFile(
  `functions of at most ${MOST_LINES_OF_A_FUNCTION} lines`,
  'a longer one is hiding a second one',
  ({ path, functions }) => {
    if (placeOf(path) === undefined) return [];
    return functions
      .filter(({ lineCount }) => lineCount > MOST_LINES_OF_A_FUNCTION)
      .map(({ line, name, lineCount }) => ({ line, found: `${name} has ${lineCount} lines` }));
  },
);

/** Comments and code are cut; a literal is not, since one searches for a message as a whole. */
export const columns = rulePerFile(
  `lines of at most ${MOST_COLUMNS} columns`,
  'two files fit side by side; only a literal that would have to be cut in two may run over',
  ({ path, text, literals }) => {
    // The formatter keeps the title of a test and its function on one line, however long.
    if (path.endsWith('.test.ts')) return [];
    let start = 0;
    return text.split('\n').flatMap((content, index) => {
      const edge = start + MOST_COLUMNS;
      start += content.length + 1;
      if ([...content].length <= MOST_COLUMNS) return [];
      if (literals.some((literal) => literal.start < edge && edge <= literal.end)) return [];
      return [{ line: index + 1, found: `has ${[...content].length} columns` }];
    });
  },
);

/** A file says what it offers where that stands, and offers nothing of others. */
export const exportForms = rulePerFile(
  'no index files, default exports and re-exports',
  'a name has one home and one spelling, so that a search for it finds both',
  ({ path, exports }) => [
    ...(/\/index\.\w+$/.test(path) ? [{ found: 'is an index file' }] : []),
    ...exports
      .filter(({ kind }) => kind !== 'DECLARED')
      .map(({ line, kind }) => ({
        line,
        found: kind === 'DEFAULT' ? 'has a default export' : 'exports what is declared elsewhere',
      })),
  ],
);

/** What is exported is promised. */
export const docstrings = rulePerFile(
  'a docstring on every export',
  'whoever uses it reads what it promises there, and not its code',
  ({ exports }) =>
    exports
      .filter(({ kind, hasDocstring }) => kind === 'DECLARED' && !hasDocstring)
      .map(({ line }) => ({ line, found: 'exports something without a docstring' })),
);

/** A folder is named for what is in it. */
export const folderNames = rulePerFile(
  'no folders for leftovers',
  'a thing without a home is an idea without a name',
  ({ path }) => {
    const [name] = path.match(/\b(shared|common|utils?|helpers?|misc|lib)(?=\/)/) ?? [];
    return name === undefined ? [] : [{ found: `lies in a folder called ${name}` }];
  },
);

/** Casts that are no narrowing of `unknown` with the check beside it, and why they stand. */
const CASTS: Readonly<Record<string, string>> = {
  'src/database/engine/package.ts':
    'checked beside it to be a function; its shape is the package’s',
  'src/database/keyset.ts': 'the driver’s type of a filter cannot take a field named by a variable',
};

/** Types are believed, so nothing talks them into something else. */
export const casts = rulePerFile(
  'no casts',
  'a cast is a claim that nobody checks: narrow, parse, or give the right type',
  ({ path, uses }) => {
    if (placeOf(path) === undefined || path in CASTS) return [];
    return uses.filter(({ what }) => what === 'as').map(({ line }) => ({ line, found: 'casts' }));
  },
);

const CLOCKS = ['new Date()', 'Date.now', 'Math.random'];

/** They compute; loading a library when it is first needed counts as that. */
const PURE_MODULES = ['node:buffer', 'node:crypto', 'node:module', 'node:url', 'node:util'];

/** Pure functions can be tested with a table. */
export const purity: Rule = rulePerFile(
  'content and ideas are pure',
  'the same input gives the same answer on every machine at any time; the moment is an argument',
  ({ path, imports, uses }) => {
    const place = placeOf(path);
    if (place?.area !== 'content' && place?.layer !== 'IDEA') return [];
    return [
      ...imports
        .filter(({ from }) => from.startsWith('node:') && !PURE_MODULES.includes(from))
        .map(({ line, from }) => ({ line, found: `imports ${from}` })),
      ...uses
        .filter(({ what }) => CLOCKS.includes(what))
        .map(({ line, what }) => ({ line, found: `uses ${what}` })),
    ];
  },
);
