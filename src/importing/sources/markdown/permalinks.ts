import { type Fields, isObject } from '../parsed-object.js';

/** Address patterns by section; `''` is the pattern for all posts of Jekyll. */
export type Permalinks = ReadonlyMap<string, string>;

/** Jekyll's names for common patterns. */
const STYLES: ReadonlyMap<string, string> = new Map([
  ['date', '/:categories/:year/:month/:day/:title.html'],
  ['pretty', '/:categories/:year/:month/:day/:title/'],
  ['none', '/:categories/:title.html'],
]);

/** The address patterns in the configuration of a generator. */
export function permalinksOf({ permalink, permalinks }: Fields): Permalinks {
  if (typeof permalink === 'string') return new Map([['', STYLES.get(permalink) ?? permalink]]);
  const sections = isObject(permalinks) && isObject(permalinks.page) ? permalinks.page : permalinks;
  const entries = isObject(sections) ? Object.entries(sections) : [];
  return new Map(
    entries.flatMap(([section, pattern]) =>
      typeof pattern === 'string' ? [[section, pattern] as const] : [],
    ),
  );
}
