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
  /** Such as `editorial/article`; only for the files of subjects, as is `layer`. */
  readonly subject?: string;
  readonly layer?: Layer;
}

/** Where a file stands; `undefined` outside `src/`. */
export function placeOf(path: string): Place | undefined {
  const [source, area = '', folder = '', file] = path.split('/');
  if (source !== 'src' || area === '') return undefined;
  const inner = path.slice('src/'.length);
  if (file === undefined || !isOfSubject(area, file)) return { area, inner };
  return { area, inner, subject: `${area}/${folder}`, layer: layerOf(file) };
}

/** All of editorial/ and readers/; of the pipeline only what has a collection of its own. */
function isOfSubject(area: string, file: string): boolean {
  if (area === 'publishing') return /\.(?:document|store)\.ts$/.test(file);
  return area === 'editorial' || area === 'readers';
}

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
