import { parse as parseToml } from 'smol-toml';
import { isObject, yaml } from './front-matter.js';
import { ownText } from './own-text.js';

/** The patterns of a site's addresses by their section; `''` is for all posts of Jekyll. */
export type Permalinks = ReadonlyMap<string, string>;

/** What Jekyll has names for. */
const STYLES: ReadonlyMap<string, string> = new Map([
  ['date', '/:categories/:year/:month/:day/:title.html'],
  ['pretty', '/:categories/:year/:month/:day/:title/'],
  ['none', '/:categories/:title.html'],
]);
const CONFIGURATIONS = [
  ...['_config.yml', '_config.yaml', 'hugo.toml', 'config.toml', 'hugo.yaml', 'hugo.yml'],
  ...['config.yaml', 'config.yml'],
];

/**
 * How the generator of a folder makes addresses, from its configuration there; of one that is
 * broken or not there, nothing.
 */
export async function readPermalinks(root: string): Promise<Permalinks> {
  for (const name of CONFIGURATIONS) {
    const permalinks = await permalinksIn(root, name);
    if (permalinks.size > 0) return permalinks;
  }
  return new Map();
}

async function permalinksIn(root: string, path: string): Promise<Permalinks> {
  let configuration: unknown;
  try {
    const text = await ownText(root, path);
    configuration = path.endsWith('.toml') ? parseToml(text) : yaml(text, 1);
  } catch {
    return new Map();
  }
  if (!isObject(configuration)) return new Map();
  const { permalink, permalinks } = configuration;
  if (typeof permalink === 'string') return new Map([['', STYLES.get(permalink) ?? permalink]]);
  const sections = isObject(permalinks) && isObject(permalinks.page) ? permalinks.page : permalinks;
  const entries = isObject(sections) ? Object.entries(sections) : [];
  return new Map(
    entries.flatMap(([section, pattern]) =>
      typeof pattern === 'string' ? [[section, pattern] as const] : [],
    ),
  );
}
