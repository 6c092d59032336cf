import { isWithin, type Layer, type Place, placeOf } from './places.js';
import { type Breach, type Rule, rulePerFile } from './rule.js';
import type { Import, SourceFile } from './source.js';

/** A library, or its prefix (`…/`), and the folders and layers that may import it. */
interface Door {
  readonly library: string;
  readonly places?: readonly string[];
  readonly layers?: readonly Layer[];
  readonly because: string;
}

const DOORS: readonly Door[] = [
  {
    library: '@pothos/',
    places: ['graphql/'],
    layers: ['LOADERS'],
    because:
      'subjects use the builder, so that Pothos is set up once; loaders use its request cache',
  },
  {
    library: 'graphql-yoga',
    places: ['http/'],
    because: 'the server can be replaced without changing a subject',
  },
  {
    library: 'graphql',
    places: ['graphql/', 'http/', 'commands/schema.ts'],
    because: 'subjects define the schema with Pothos, not with the library that Pothos uses',
  },
  {
    library: 'dataloader',
    layers: ['LOADERS'],
    because: 'loaders are only in `x.loaders.ts`, where they are easy to find',
  },
  {
    library: 'mongodb',
    places: ['database/', 'stores.ts'],
    layers: ['STORE', 'IDEA'],
    because: 'only database/ and stores use MongoDB; pure modules may use its filter type',
  },
  ...['pino', 'pino-pretty'].map((library) => ({
    library,
    places: ['log.ts'],
    because: 'there is one logger; what is logged depends on no library',
  })),
  {
    library: 'zod',
    places: ['config.ts', 'http/', 'importing/', 'json-lines/'],
    because: 'input is validated once, where it enters; after that, its types are trusted',
  },
  {
    library: 'htmlparser2',
    places: ['content/', 'importing/'],
    because: 'importers parse the markup of their sources, content/ that of articles',
  },
];

/** A library in the list above is imported only there; any other library in one folder only. */
export const libraries: Rule = {
  name: 'each library is imported in one place',
  check: (files) => {
    const firstFolders = new Map<string, string>();
    return files.flatMap((file) =>
      file.imports.flatMap((each) => objection(file, each, firstFolders)),
    );
  },
};

function objection(
  { path }: SourceFile,
  { line, from, target }: Import,
  firstFolders: Map<string, string>,
): Breach[] {
  const place = placeOf(path);
  if (place === undefined || target !== undefined || from.startsWith('node:')) return [];
  const found = `imports ${from}`;
  const door = DOORS.find(({ library }) => isWithin(from, [library]));
  if (door) return isOpen(door, place) ? [] : [{ path, line, found, because: door.because }];
  const [first, second] = from.split('/');
  const library = first?.startsWith('@') ? `${first}/${second}` : String(first);
  const folder = firstFolders.get(library) ?? place.area;
  firstFolders.set(library, folder);
  if (folder === place.area) return [];
  const because = `${folder} already imports it: a library that is used in one place is easy to replace`;
  return [{ path, line, found, because }];
}

function isOpen({ places = [], layers = [] }: Door, { inner, layer }: Place): boolean {
  return isWithin(inner, places) || (layer !== undefined && layers.includes(layer));
}

/**
 * Functions and types that give access to a collection; only stores and `database/` may use them.
 */
const COMMANDS = [
  ...['Collection', 'collectionOf', 'findMany', 'findByIds', 'findByField', 'findAfterId'],
  ...['aggregateMany', 'readSlices', 'countSlices', 'insertWithFreeSlugs', 'putAll'],
];

/** Only stores send database commands, and only `database/` creates a client. */
export const commands = rulePerFile(
  'only stores send database commands',
  'every query is next to its indexes, and takes the read context that decides what is visible',
  ({ path, imports, uses }) => {
    const place = placeOf(path);
    if (place === undefined || place.area === 'database') return [];
    const forbidden = place.layer === 'STORE' ? ['MongoClient'] : ['MongoClient', ...COMMANDS];
    return [
      ...imports.flatMap(({ line, names }) =>
        names
          .filter((name) => forbidden.includes(name))
          .map((name) => ({ line, found: `imports ${name}` })),
      ),
      ...uses
        .filter(({ what }) => what === '.collection')
        .map(({ line }) => ({ line, found: 'gets a collection from the driver' })),
    ];
  },
);

/**
 * The files that may use each part of `process`. The engine's package can only be configured by an
 * environment variable, hence the exceptions for it.
 */
const PROCESS: Readonly<Record<string, readonly string[]>> = {
  'process.env': ['cli.ts', 'database/engine/package.ts', 'database/engine/trial.ts'],
  'process.exit': ['cli.ts'],
};

/** The environment is read, and the process is ended, in the command line only. */
export const processes = rulePerFile(
  'one place for the environment and the exit',
  'only cli.ts reads the environment and ends the process, so that a test can call everything else',
  ({ path, uses }) => {
    const inner = placeOf(path)?.inner;
    if (inner === undefined) return [];
    return uses
      .filter(({ what }) => PROCESS[what]?.includes(inner) === false)
      .map(({ line, what }) => ({ line, found: `uses ${what}` }));
  },
);
