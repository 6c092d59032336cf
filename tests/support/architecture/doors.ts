import { isWithin, type Layer, type Place, placeOf } from './places.js';
import { type Breach, type Rule, rulePerFile } from './rule.js';
import type { Import, SourceFile } from './source.js';

/** A library, or what it begins with (`…/`), and the one place that may import it. */
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
      'subjects use the builder, so that the schema’s library is set up once; loaders are cached by request',
  },
  {
    library: 'graphql-yoga',
    places: ['http/'],
    because: 'the server can be changed without touching a subject',
  },
  {
    library: 'graphql',
    places: ['graphql/', 'http/', 'commands/schema.ts'],
    because: 'subjects speak Pothos’s words, not those of what lies below it',
  },
  {
    library: 'dataloader',
    layers: ['LOADERS'],
    because: 'a loader lives in `x.loaders.ts`, where one looks for it',
  },
  {
    library: 'mongodb',
    places: ['database/', 'stores.ts'],
    layers: ['STORE', 'IDEA'],
    because: 'only database/ and stores speak to MongoDB; ideas may name the shape of a filter',
  },
  ...['pino', 'pino-pretty'].map((library) => ({
    library,
    places: ['log.ts'],
    because: 'there is one logger; what is logged depends on no library',
  })),
  {
    library: 'zod',
    places: ['config.ts', 'http/', 'importing/', 'json-lines/'],
    because: 'what comes from outside is parsed once, at the edge; inside, types are trusted',
  },
  {
    library: 'htmlparser2',
    places: ['content/', 'importing/'],
    because: 'importers read the markup of their sources, content/ that of articles',
  },
];

/** A library with a row above is imported there only; any other by one folder. */
export const libraries: Rule = {
  name: 'one door for each library',
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
  const because = `${folder} has it: a library that is used in one place is exchanged in one place`;
  return [{ path, line, found, because }];
}

function isOpen({ places = [], layers = [] }: Door, { inner, layer }: Place): boolean {
  return isWithin(inner, places) || (layer !== undefined && layers.includes(layer));
}

/**
 * Names with which one reaches a collection, and the one place outside stores that may use them.
 */
const COMMANDS = [
  ...['Collection', 'collectionOf', 'findMany', 'findByIds', 'findByField', 'findAfterId'],
  ...['aggregateMany', 'readSlices', 'countSlices', 'insertWithFreeSlugs', 'putAll'],
];

/** Nobody but a store can send a command, and nobody but `database/` can make a client. */
export const commands = rulePerFile(
  'only stores issue commands',
  'every query stands beside its indexes, and takes the reading that says what may be seen',
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
        .map(({ line }) => ({ line, found: 'takes a collection from the driver' })),
    ];
  },
);

/**
 * Who may touch the process, and why: the engine's package can be told of its file in no other way.
 */
const PROCESS: Readonly<Record<string, readonly string[]>> = {
  'process.env': ['cli.ts', 'database/engine/package.ts', 'database/engine/trial.ts'],
  'process.exit': ['cli.ts'],
};

/** The environment comes in through the command line, and the process ends there. */
export const processes = rulePerFile(
  'one door for the environment and the exit',
  'cli.ts hands the environment to config.ts and ends the process; a test can then do both itself',
  ({ path, uses }) => {
    const inner = placeOf(path)?.inner;
    if (inner === undefined) return [];
    return uses
      .filter(({ what }) => PROCESS[what]?.includes(inner) === false)
      .map(({ line, what }) => ({ line, found: `uses ${what}` }));
  },
);
