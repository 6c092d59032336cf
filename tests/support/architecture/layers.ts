import { isWithin, LAYERS, type Layer, type Place, placeOf } from './places.js';
import type { Breach, Rule } from './rule.js';
import type { SourceFile } from './source.js';

/**
 * What each layer of a subject may import besides subjects; TYPE and ROOT may import what their
 * folder may.
 */
const REACH: Readonly<Partial<Record<Layer, readonly string[]>>> = {
  DOCUMENT: [],
  IDEA: [
    ...['content/', 'database/bson-types.ts', 'database/keyset.ts', 'database/read-context.ts'],
    'errors.ts',
  ],
  STORE: ['database/', 'errors.ts'],
  LOADERS: [
    ...['database/batching.ts', 'database/keyset.ts', 'database/reference-cache.ts'],
    'context.ts',
  ],
};

const BECAUSE: Readonly<Record<Layer, string>> = {
  DOCUMENT: 'a document is the stored type and nothing else, so that every file may import it',
  IDEA: 'a pure module imports only documents, content/ and other pure modules',
  STORE: 'a store contains queries on its collection and does not depend on its callers',
  LOADERS: 'a loader batches keys for a store, and does not depend on the schema',
  TYPE: 'a type imports documents, pure modules and loaders, and not the fields that return it',
  ROOT: 'it is the top layer of its subject',
};

/**
 * The layers of a subject that another folder or file may import; one that is not listed here may
 * import all of them.
 */
const VIEWS: Readonly<Record<string, { readonly layers: readonly Layer[]; readonly why: string }>> =
  {
    'context.ts': { layers: ['DOCUMENT'], why: 'the context contains stores and cached documents' },
    'stores.ts': { layers: ['STORE'], why: 'it only lists stores' },
    'graphql/schema.ts': {
      layers: ['ROOT'],
      why: 'the root files of a subject import its other files',
    },
    'json-lines': { layers: ['DOCUMENT'], why: 'a line is defined by the stored types' },
    importing: { layers: ['DOCUMENT'], why: 'a source yields entries, which use the stored types' },
    exporting: {
      layers: ['DOCUMENT', 'IDEA', 'STORE'],
      why: 'an export reads stores; loaders and types are only for requests',
    },
    publishing: {
      layers: ['DOCUMENT', 'IDEA', 'STORE'],
      why: 'the pipeline writes through stores; loaders and types are only for requests',
    },
  };

/** Imports inside a subject, and from another folder into it, follow the layers. */
export const layers: Rule = {
  name: 'files of a subject import only their own layer and lower ones',
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

/** Every root file and every store is imported where the schema and the stores are created. */
export const lists: Rule = {
  name: 'root files and stores are listed',
  check: (files) => [
    ...unlisted(files, /\.(queries|mutations|subscriptions|fields)\.ts$/, 'src/graphql/schema.ts'),
    ...unlisted(files, /\.store\.ts$/, 'src/stores.ts'),
  ],
};

function unlisted(files: readonly SourceFile[], name: RegExp, list: string): Breach[] {
  const listed = files.find(({ path }) => path === list)?.imports.map(({ target }) => target);
  const because =
    'a file that is not listed is missing from the gateway, and the compiler does not report it';
  return files
    .filter(({ path }) => placeOf(path)?.subject !== undefined && name.test(path))
    .filter(({ path }) => !listed?.includes(path))
    .map(({ path }) => ({ path, found: `is not imported by ${list}`, because }));
}
