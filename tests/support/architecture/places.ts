/** The layers of a subject, lowest first; a file may import its own layer and those below. */
export const LAYERS = ['DOCUMENT', 'IDEA', 'STORE', 'LOADERS', 'TYPE', 'ROOT'] as const;

/** One of `LAYERS`. */
export type Layer = (typeof LAYERS)[number];

/** The position of a file in `src/`. */
export interface Place {
  /** The folder directly in `src/`, or the file itself if it is not in a folder. */
  readonly area: string;
  /** The path relative to `src/`. */
  readonly inner: string;
  /** Such as `editorial/article`; only for files of a subject. */
  readonly subject?: string;
  /** Only for files of a subject and of `editorial/visibility/`. */
  readonly layer?: Layer;
}

/** The place of a file; `undefined` outside of `src/`. */
export function placeOf(path: string): Place | undefined {
  const [source, area = '', folder = '', file] = path.split('/');
  if (source !== 'src' || area === '') return undefined;
  const inner = path.slice('src/'.length);
  if (file === undefined || !hasLayers(area, file)) return { area, inner };
  const layer = layerOf(file);
  const subject = `${area}/${folder}`;
  return subject === NO_SUBJECT ? { area, inner, layer } : { area, inner, subject, layer };
}

/** All files in editorial/ and readers/; in publishing/ only those of its own collections. */
function hasLayers(area: string, file: string): boolean {
  if (area === 'publishing') return /\.(?:document|store)\.ts$/.test(file);
  return area === 'editorial' || area === 'readers';
}

/**
 * A folder that is not a subject: it decides what readers may see of all subjects. It imports their
 * documents and their stores import it, so as a subject it would be in an import cycle with each.
 */
const NO_SUBJECT = 'editorial/visibility';

/** Whether a path in `src/` is one of these files or is inside one of these folders (`…/`). */
export function isWithin(inner: string, places: readonly string[]): boolean {
  return places.some(
    (place) => inner === place || (place.endsWith('/') && inner.startsWith(place)),
  );
}

/** The layer for each role in a file name; any other word names a pure module. */
const ROLES: Readonly<Record<string, Layer>> = {
  document: 'DOCUMENT',
  // Queries of a store in a separate file.
  counting: 'STORE',
  writing: 'STORE',
  // Code that several stores share.
  collection: 'STORE',
  store: 'STORE',
  loaders: 'LOADERS',
  type: 'TYPE',
  filter: 'ROOT',
  page: 'ROOT',
  fields: 'ROOT',
  queries: 'ROOT',
  mutations: 'ROOT',
  subscriptions: 'ROOT',
};

function layerOf(file: string): Layer {
  const role = file.split('.').at(-2) ?? '';
  return ROLES[role] ?? 'IDEA';
}
