import { isWithin, placeOf } from './places.js';
import type { Breach, Rule } from './rule.js';
import type { Import, SourceFile } from './source.js';

/** What the files of a folder may import beside each other, and why no more. */
interface Folder {
  readonly mayImport: readonly string[];
  readonly because: string;
}

const SUBJECT_NEEDS = ['content/', 'database/', 'graphql/', 'errors.ts', 'context.ts'];

const NOBODY_ELSE =
  'it is made of what stands in its row, so that its neighbours can change freely';

/** The folders and files right below `src/`; a longer path goes before the folder it lies in. */
const FOLDERS: Readonly<Record<string, Folder>> = {
  'errors.ts': { mayImport: [], because: 'everything may throw, so it must depend on nothing' },
  'version.ts': { mayImport: [], because: 'it reads our manifest, and no more' },
  'log.ts': { mayImport: [], because: 'everything may log, so it must depend on nothing' },
  'config.ts': {
    mayImport: ['errors.ts', 'log.ts'],
    because: 'what the environment says is known before anything else is there',
  },
  content: {
    mayImport: [],
    because: 'content/ is pure functions on text: it imports nothing of ours, so it runs anywhere',
  },
  structures: {
    mayImport: [],
    because: 'structures/ is data structures of any values: it imports nothing of ours',
  },
  database: {
    mayImport: ['config.ts', 'errors.ts', 'structures/'],
    because: 'database/ serves every subject, so it knows none',
  },
  'graphql/schema.ts': {
    mayImport: ['graphql/', 'editorial/', 'readers/'],
    because: 'it lists the subjects, and that is all it does',
  },
  graphql: {
    mayImport: ['database/', 'errors.ts', 'context.ts'],
    because: 'graphql/ is the grammar of every subject, so it knows none; schema.ts lists them',
  },
  editorial: {
    mayImport: SUBJECT_NEEDS,
    because: 'editorial/ is the same for every reader: it must not hang on readers/ or on HTTP',
  },
  readers: {
    mayImport: [...SUBJECT_NEEDS, 'editorial/'],
    because: 'readers/ adds to the schema what is one person’s: it knows neither HTTP nor pipeline',
  },
  'stores.ts': {
    mayImport: ['database/', 'editorial/', 'readers/', 'publishing/'],
    because: NOBODY_ELSE,
  },
  'context.ts': {
    mayImport: ['config.ts', 'stores.ts', 'database/', 'editorial/', 'readers/'],
    because: NOBODY_ELSE,
  },
  publishing: {
    mayImport: [
      ...['content/', 'database/', 'editorial/', 'readers/', 'structures/'],
      ...['errors.ts', 'stores.ts'],
    ],
    because: 'the pipeline serves importers and mutations alike, so it knows neither of them',
  },
  'json-lines': {
    mayImport: ['content/', 'editorial/', 'readers/'],
    because:
      'it says what a line is, of the words that are stored; import reads it, export writes it',
  },
  importing: {
    mayImport: [
      ...['content/', 'publishing/', 'editorial/', 'readers/', 'json-lines/', 'structures/'],
      ...['errors.ts', 'version.ts'],
    ],
    because:
      'a source makes entries and no more: it reaches the database through publishing/ alone',
  },
  exporting: {
    mayImport: ['database/', 'editorial/', 'readers/', 'json-lines/', 'stores.ts'],
    because: 'it writes what stores hold in the shape of json-lines/, and knows no reader of it',
  },
  http: {
    mayImport: ['config.ts', 'context.ts', 'errors.ts', 'log.ts'],
    because: 'http/ serves any schema with any context, so it knows no subject and no store',
  },
  'app.ts': {
    mayImport: [
      ...['config.ts', 'context.ts', 'log.ts', 'stores.ts', 'database/', 'graphql/', 'http/'],
    ],
    because: NOBODY_ELSE,
  },
  'build.ts': { mayImport: ['http/'], because: NOBODY_ELSE },
  commands: {
    mayImport: [
      ...['app.ts', 'config.ts', 'errors.ts', 'log.ts', 'stores.ts', 'database/'],
      'graphql/schema.ts',
      ...['exporting/', 'http/', 'importing/', 'json-lines/', 'publishing/'],
    ],
    because: 'a command puts the parts together and holds nothing of a subject itself',
  },
  'cli.ts': {
    mayImport: ['commands/', 'errors.ts', 'version.ts'],
    because: 'it reads the command line, and leaves all else to the commands',
  },
};

/** Who may import whom, folder by folder. */
export const folders: Rule = {
  name: 'folders import downwards',
  check: (files) => files.flatMap((file) => file.imports.flatMap((each) => breach(file, each))),
};

function breach({ path }: SourceFile, { line, target }: Import): Breach[] {
  const from = placeOf(path);
  if (from === undefined || target === undefined) return [];
  const folder = FOLDERS[from.inner] ?? FOLDERS[from.area];
  if (folder === undefined) {
    return [{ path, line, found: 'stands in a folder that has no row', because: NO_ROW }];
  }
  const to = placeOf(target);
  if (to === undefined) {
    return [{ path, line, found: `imports ${target}`, because: 'src/ is whole without the rest' }];
  }
  const isFree = from.area === to.area || isWithin(to.inner, folder.mayImport);
  return isFree ? [] : [{ path, line, found: `imports ${target}`, because: folder.because }];
}

const NO_ROW = 'a new folder says in tests/support/architecture/folders.ts what it may import';
