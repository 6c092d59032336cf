import { isWithin, placeOf } from './places.js';
import type { Breach, Rule } from './rule.js';
import type { Import, SourceFile } from './source.js';

/** The folders and files that a folder may import besides its own files, and the reason. */
interface Folder {
  readonly mayImport: readonly string[];
  readonly because: string;
}

const SUBJECT_NEEDS = ['content/', 'database/', 'graphql/', 'errors.ts', 'context.ts'];

const NOBODY_ELSE =
  'it depends only on what its entry lists, so that other folders can change freely';

/** The folders and files directly in `src/`. A longer path has precedence over its folder. */
const FOLDERS: Readonly<Record<string, Folder>> = {
  'errors.ts': {
    mayImport: [],
    because: 'every file may throw its errors, so it must depend on nothing',
  },
  'version.ts': { mayImport: [], because: 'it only reads package.json' },
  'log.ts': { mayImport: [], because: 'every file may log, so it must depend on nothing' },
  'config.ts': {
    mayImport: ['errors.ts', 'log.ts'],
    because: 'the configuration is read before anything else is created',
  },
  content: {
    mayImport: [],
    because:
      'content/ contains pure functions on text: it imports no other folder, so it runs anywhere',
  },
  structures: {
    mayImport: [],
    because: 'structures/ contains generic data structures: it imports no other folder',
  },
  database: {
    mayImport: ['config.ts', 'errors.ts', 'structures/'],
    because: 'database/ is used by every subject, so it depends on none',
  },
  'graphql/schema.ts': {
    mayImport: ['graphql/', 'editorial/', 'readers/'],
    because: 'it only lists the subjects',
  },
  graphql: {
    mayImport: ['database/', 'errors.ts', 'context.ts'],
    because: 'graphql/ is used by every subject, so it depends on none; schema.ts lists them',
  },
  editorial: {
    mayImport: SUBJECT_NEEDS,
    because: 'editorial/ is the same for every reader: it must not depend on readers/ or HTTP',
  },
  readers: {
    mayImport: [...SUBJECT_NEEDS, 'editorial/'],
    because:
      'readers/ adds personal data to the schema: it depends on neither HTTP nor the pipeline',
  },
  'stores.ts': {
    mayImport: ['database/', 'editorial/', 'readers/', 'publishing/', 'errors.ts'],
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
    because: 'the pipeline is used by importers and mutations, so it depends on neither',
  },
  'json-lines': {
    mayImport: ['content/', 'editorial/', 'readers/'],
    because:
      'it defines the format of a line by the stored types; import reads it, export writes it',
  },
  importing: {
    mayImport: [
      ...['content/', 'publishing/', 'editorial/', 'readers/', 'json-lines/', 'structures/'],
      ...['errors.ts', 'version.ts'],
    ],
    because: 'a source only yields entries: it uses the database only through publishing/',
  },
  exporting: {
    mayImport: ['database/', 'editorial/', 'readers/', 'json-lines/', 'stores.ts'],
    because: 'it writes documents from stores in the format of json-lines/, and does not read it',
  },
  http: {
    mayImport: ['config.ts', 'context.ts', 'errors.ts', 'log.ts'],
    because: 'http/ serves any schema with any context, so it depends on no subject and no store',
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
    because: 'a command connects the other parts and contains no logic of a subject',
  },
  'cli.ts': {
    mayImport: ['commands/', 'errors.ts', 'version.ts'],
    because: 'it parses the command line and calls the commands',
  },
};

/** Which folders a folder may import. */
export const folders: Rule = {
  name: 'folders import only allowed folders',
  check: (files) => files.flatMap((file) => file.imports.flatMap((each) => breach(file, each))),
};

function breach({ path }: SourceFile, { line, target }: Import): Breach[] {
  const from = placeOf(path);
  if (from === undefined || target === undefined) return [];
  const folder = FOLDERS[from.inner] ?? FOLDERS[from.area];
  if (folder === undefined) {
    return [{ path, line, found: 'is in a folder that has no entry', because: NO_ROW }];
  }
  const to = placeOf(target);
  if (to === undefined) {
    return [
      {
        path,
        line,
        found: `imports ${target}`,
        because: 'src/ must not depend on other folders of the repository',
      },
    ];
  }
  const isFree = from.area === to.area || isWithin(to.inner, folder.mayImport);
  return isFree ? [] : [{ path, line, found: `imports ${target}`, because: folder.because }];
}

const NO_ROW =
  'add the new folder, and what it may import, to tests/support/architecture/folders.ts';
