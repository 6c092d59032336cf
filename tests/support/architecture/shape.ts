import { placeOf } from './places.js';
import { type Rule, rulePerFile } from './rule.js';

const MAX_LINES = 400;
const MOST_LINES_OF_A_FUNCTION = 50;
const MOST_COLUMNS = 100;

/** Limits the length of a file. */
export const fileSizes = rulePerFile(
  `files of at most ${MAX_LINES} lines`,
  'a longer file has more than one purpose: consider splitting it from 250 lines on',
  ({ text }) => {
    const lineCount = text.replace(/\n$/, '').split('\n').length;
    return lineCount > MAX_LINES ? [{ found: `has ${lineCount} lines` }] : [];
  },
);

/**
 * Limits the length of a function; an arrow function that only returns an object is not counted.
 */
export const functionSizes = rulePerFile(
  `functions of at most ${MOST_LINES_OF_A_FUNCTION} lines`,
  'a longer function does more than one thing',
  ({ path, functions }) => {
    if (placeOf(path) === undefined) return [];
    return functions
      .filter(({ lineCount }) => lineCount > MOST_LINES_OF_A_FUNCTION)
      .map(({ line, name, lineCount }) => ({ line, found: `${name} has ${lineCount} lines` }));
  },
);

/**
 * Limits the length of a line. A long literal is allowed, so that a message can be searched for.
 */
export const columns = rulePerFile(
  `lines of at most ${MOST_COLUMNS} columns`,
  'two files fit side by side; only a literal may be longer, so that it need not be split',
  ({ path, text, literals }) => {
    // The formatter keeps a test's title and its function on one line of any length.
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

/** A file exports only what it declares, where it declares it. */
export const exportForms = rulePerFile(
  'no index files, default exports and re-exports',
  'a name is exported by one file under one name, so that a search finds all its uses',
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

/** Every export has a docstring. */
export const docstrings = rulePerFile(
  'a docstring on every export',
  'a caller reads the docstring and not the code',
  ({ exports }) =>
    exports
      .filter(({ kind, hasDocstring }) => kind === 'DECLARED' && !hasDocstring)
      .map(({ line }) => ({ line, found: 'exports something without a docstring' })),
);

/** No folder has a general name. */
export const folderNames = rulePerFile(
  'no folders with a general name',
  'a folder is named for its content, so that a file is easy to find',
  ({ path }) => {
    const [name] = path.match(/\b(shared|common|utils?|helpers?|misc|lib)(?=\/)/) ?? [];
    return name === undefined ? [] : [{ found: `is in a folder called ${name}` }];
  },
);

/** The files that may cast, and why no type guard can replace the cast. */
const CASTS: Readonly<Record<string, string>> = {
  'src/database/engine/package.ts':
    'the value is checked to be a function; its signature is defined by the package',
  'src/database/keyset.ts': 'the driver’s filter type does not accept a field name from a variable',
};

/** No casts, so that types can be trusted. */
export const casts = rulePerFile(
  'no casts',
  'a cast is not checked: narrow the type, parse the value, or declare the right type',
  ({ path, uses }) => {
    if (placeOf(path) === undefined || path in CASTS) return [];
    return uses.filter(({ what }) => what === 'as').map(({ line }) => ({ line, found: 'casts' }));
  },
);

const CLOCKS = ['new Date()', 'Date.now', 'Math.random'];

/** Node modules without input and output; loading a library at its first use is accepted. */
const PURE_MODULES = ['node:buffer', 'node:crypto', 'node:module', 'node:url', 'node:util'];

/** Content functions and pure modules have no input but their arguments. */
export const purity: Rule = rulePerFile(
  'content/ and pure modules are pure',
  'the same arguments give the same result at any time; the current time is an argument',
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
