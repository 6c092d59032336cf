import { isWithin, LAYERS, type Layer, type Place, placeOf } from './places.js';
import type { Breach, Rule } from './rule.js';
import type { SourceFile } from './source.js';

/** What the layers of a subject may import beyond subjects; the upper two what the folder may. */
const REACH: Readonly<Partial<Record<Layer, readonly string[]>>> = {
  DOCUMENT: [],
  IDEA: [
    ...['content/', 'database/bson-types.ts', 'database/keyset.ts', 'database/reading.ts'],
    'errors.ts',
  ],
  STORE: ['database/', 'errors.ts'],
  LOADERS: [
    ...['database/batching.ts', 'database/keyset.ts', 'database/reference-cache.ts'],
    'context.ts',
  ],
};

const BECAUSE: Readonly<Record<Layer, string>> = {
  DOCUMENT: 'a document is the stored shape and nothing else, so that everyone may import it',
  IDEA: 'an idea is pure: documents, content/ and other ideas are all it needs',
  STORE: 'a store holds queries on its collection and knows nobody who asks them',
  LOADERS: 'a loader turns one key into the store’s many, and knows nothing of the schema',
  TYPE: 'a type knows documents, ideas and loaders; who asks for it is not its business',
  ROOT: 'it is the top of its subject',
};

/** What others may see of a subject; a folder or file that is not named here sees all of it. */
const VIEWS: Readonly<Record<string, { readonly layers: readonly Layer[]; readonly why: string }>> =
  {
    'context.ts': { layers: ['DOCUMENT'], why: 'the context carries stores, and shapes to keep' },
    'stores.ts': { layers: ['STORE'], why: 'it lists stores' },
    'graphql/schema.ts': { layers: ['ROOT'], why: 'the root files of a subject bring in the rest' },
    'json-lines': { layers: ['DOCUMENT'], why: 'a line is made of the words that we store' },
    importing: { layers: ['DOCUMENT'], why: 'a source makes entries, of the words that we store' },
    exporting: {
      layers: ['DOCUMENT', 'IDEA', 'STORE'],
      why: 'an export reads stores; loaders and types are the way of a request',
    },
    publishing: {
      layers: ['DOCUMENT', 'IDEA', 'STORE'],
      why: 'the pipeline writes through stores; loaders and types are the way of a request',
    },
  };

/** Inside a subject, and into one, imports lead downwards only. */
export const layers: Rule = {
  name: 'the files of a subject import downwards',
  check: (files) =>
    files.flatMap((file) =>
      file.imports.flatMap(({ line, target }) => {
        const from = placeOf(file.path);
        const to = target === undefined ? undefined : placeOf(target);
        const because = from && to && objection(from, to);
        return because ? [{ path: file.path, line, found: `imports ${target}`, because }] : [];
      }),
    ),
};

function objection(from: Place, to: Place): string | undefined {
  if (from.layer !== undefined) return objectionInside(from.layer, to);
  const view = VIEWS[from.inner] ?? VIEWS[from.area];
  if (to.layer === undefined || view === undefined) return undefined;
  return view.layers.includes(to.layer) ? undefined : view.why;
}

function objectionInside(layer: Layer, to: Place): string | undefined {
  const reach = REACH[layer];
  const isFree =
    to.layer === undefined
      ? reach === undefined || isWithin(to.inner, reach)
      : LAYERS.indexOf(to.layer) <= LAYERS.indexOf(layer);
  return isFree ? undefined : BECAUSE[layer];
}

/** Whatever adds to the schema, and every store, is listed where the gateway is put together. */
export const lists: Rule = {
  name: 'root files and stores are listed',
  check: (files) => [
    ...unlisted(files, /\.(queries|mutations|subscriptions|fields)\.ts$/, 'src/graphql/schema.ts'),
    ...unlisted(files, /\.store\.ts$/, 'src/stores.ts'),
  ],
};

function unlisted(files: readonly SourceFile[], name: RegExp, list: string): Breach[] {
  const listed = files.find(({ path }) => path === list)?.imports.map(({ target }) => target);
  const because = 'what nobody lists is missing from the gateway, and no compiler says so';
  return files
    .filter(({ path }) => placeOf(path)?.subject !== undefined && name.test(path))
    .filter(({ path }) => !listed?.includes(path))
    .map(({ path }) => ({ path, found: `is not imported by ${list}`, because }));
}
