/** The layers of a subject, from the bottom up; a file imports its own layer and those below. */
export const LAYERS = ['DOCUMENT', 'IDEA', 'STORE', 'LOADERS', 'TYPE', 'ROOT'] as const;

/** One of `LAYERS`. */
export type Layer = (typeof LAYERS)[number];

/** Where a file of `src/` stands. */
export interface Place {
  /** The folder right below `src/`, or the file itself if it stands there. */
  readonly area: string;
  /** The path below `src/`. */
  readonly inner: string;
  /** Such as `editorial/article`; only for the files of subjects. */
  readonly subject?: string;
  /** For the files of subjects and of `editorial/visibility/`. */
  readonly layer?: Layer;
}

/** Where a file stands; `undefined` outside `src/`. */
export function placeOf(path: string): Place | undefined {
  const [source, area = '', folder = '', file] = path.split('/');
  if (source !== 'src' || area === '') return undefined;
  const inner = path.slice('src/'.length);
  if (file === undefined || !hasLayers(area, file)) return { area, inner };
  const layer = layerOf(file);
  const subject = `${area}/${folder}`;
  return subject === NO_SUBJECT ? { area, inner, layer } : { area, inner, subject, layer };
}

/** All of editorial/ and readers/; of the pipeline only what has a collection of its own. */
function hasLayers(area: string, file: string): boolean {
  if (area === 'publishing') return /\.(?:document|store)\.ts$/.test(file);
  return area === 'editorial' || area === 'readers';
}

/**
 * Holds what readers may see of all subjects, in one place. It names their documents, and their
 * stores ask it, so it would stand in a circle with each of them.
 */
const NO_SUBJECT = 'editorial/visibility';

/** Whether a path below `src/` is one of these files or lies in one of these folders (`…/`). */
export function isWithin(inner: string, places: readonly string[]): boolean {
  return places.some(
    (place) => inner === place || (place.endsWith('/') && inner.startsWith(place)),
  );
}

/** Words for roles; any other word names one pure idea. */
const ROLES: Readonly<Record<string, Layer>> = {
  document: 'DOCUMENT',
  // A store's queries in files of their own.
  counting: 'STORE',
  writing: 'STORE',
  // What several stores have in common.
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
