import { posix } from 'node:path';
import { type Fields, isObject } from '../parsed-object.js';
import { languageInName } from './addresses.js';
import type { Configuration } from './configuration.js';
import { anyCase, isScalar } from './fields.js';
import { readFrontMatter } from './front-matter.js';
import { ownText } from './own-text.js';

/** The values that a file inherits, by its path; its own front matter takes precedence. */
export type Inherited = (path: string) => Promise<Fields>;

/** Keys that are never inherited: files with the same value would replace each other. */
const OWN_KEYS: ReadonlySet<string> = new Set(['id', 'slug', 'url', 'title', 'aliases', 'date']);

/**
 * The front matter that a site defines for many files at once: Jekyll's `defaults`, Hugo's
 * `cascade` in the configuration and in each `_index.md`, and Eleventy's JSON data files.
 */
export function inheritedIn(root: string, { generator, fields: site }: Configuration): Inherited {
  const known = new Map<string, Promise<Fields>>();
  const once = (path: string, read: (path: string) => Promise<Fields>) => {
    const found = known.get(path) ?? read(path);
    known.set(path, found);
    return found;
  };
  const matter = (path: string) => once(path, (each) => matterIn(root, each));
  const data = (path: string) => once(path, (each) => dataIn(root, each));
  return async (path) => {
    const declared = [jekyllDefaults(site, path), cascaded(site, path)];
    const language = languageInName(path);
    for (const folder of foldersAbove(path)) {
      const at = (name: string) => (folder === '' ? name : `${folder}/${name}`);
      declared.push(cascaded(await matter(at('_index.md')), path));
      if (language !== undefined) {
        declared.push(cascaded(await matter(at(`_index.${language}.md`)), path));
      }
      declared.push(await data(at(`${posix.basename(folder)}.11tydata.json`)));
      // In other folders, a file with this name can contain anything.
      if (generator === 'ELEVENTY') declared.push(await data(at(`${posix.basename(folder)}.json`)));
    }
    const merged = Object.entries(Object.assign({}, ...declared));
    return Object.fromEntries(merged.filter(([key]) => !OWN_KEYS.has(key.toLowerCase())));
  };
}

/** The front matter of a file, completed with inherited values. */
export function withInherited(own: Fields, inherited: Fields): Fields {
  const said = Object.entries(own).filter(([, value]) => value !== null && value !== undefined);
  const keys = new Set(said.map(([key]) => key.toLowerCase()));
  const rest = Object.entries(inherited).filter(([key]) => !keys.has(key.toLowerCase()));
  return Object.fromEntries([...rest, ...said]);
}

function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}

async function matterIn(root: string, path: string): Promise<Fields> {
  try {
    return readFrontMatter(await ownText(root, path)).data;
  } catch {
    return {};
  }
}

/** Reads an Eleventy data file. Its tags are dropped, because they name a collection. */
async function dataIn(root: string, path: string): Promise<Fields> {
  try {
    const data: unknown = JSON.parse(await ownText(root, path));
    return isObject(data) ? { ...data, tags: undefined } : {};
  } catch {
    return {};
  }
}

function jekyllDefaults({ defaults }: Fields, path: string): Fields {
  const rules = (Array.isArray(defaults) ? defaults : []).filter(isObject);
  const matching = rules.filter(({ scope }) => isInScope(isObject(scope) ? scope : {}, path));
  // A longer path is more specific; of two equal ones, the later takes precedence.
  const narrowestLast = matching.toSorted((one, other) => widthOf(one) - widthOf(other));
  return Object.assign({}, ...narrowestLast.map(({ values }) => (isObject(values) ? values : {})));
}

function widthOf({ scope }: Fields): number {
  return isObject(scope) && typeof scope.path === 'string' ? scope.path.length : 0;
}

function isInScope({ path: below, type }: Fields, path: string): boolean {
  const folder = typeof below === 'string' ? below.replace(/^\/|\/$/g, '') : '';
  if (folder !== '' && !globOf(`${folder}{,/**}`).test(path)) return false;
  if (type === undefined || type === null || type === '') return true;
  const collection = /(?:^|\/)_([^/]+)\//.exec(path)?.[1];
  if (type === 'pages') return collection === undefined;
  return collection === type || (type === 'posts' && collection === 'drafts');
}

/** The cascaded values for a page: a single set, or several sets with targets. */
function cascaded(fields: Fields, path: string): Fields {
  const cascade = anyCase(fields, 'cascade');
  const all = (Array.isArray(cascade) ? cascade : [cascade]).filter(isObject);
  const matching = all.filter((each) => isTarget(each.target ?? each._target, path));
  const values = matching.map(({ target, _target, params, ...rest }) => ({
    ...(isObject(params) ? params : {}),
    ...rest,
  }));
  return Object.assign({}, ...values.toReversed());
}

function isTarget(target: unknown, path: string): boolean {
  if (!isObject(target)) return true;
  const { path: glob, kind, lang } = target;
  if (isScalar(kind) && !globOf(String(kind)).test('page')) return false;
  const language = languageInName(path);
  if (isScalar(lang) && language !== undefined && !globOf(String(lang)).test(language))
    return false;
  const logical = path.replace(/^(?:.*\/)?content(?=\/)/, '').replace(/(?:\/index)?\.\w+$/, '');
  return !isScalar(glob) || globOf(String(glob).replace(/^(?=[^/{*])/, '/')).test(logical);
}

/** Maximum number of stars in a pattern; each adds to the time for a path that does not match. */
const MAX_STARS = 4;

/** A glob such as `{/posts,/news}/**` as a pattern; an invalid one matches every page. */
function globOf(glob: string): RegExp {
  if ((glob.match(/\*+/g) ?? []).length > MAX_STARS) return /^/;
  const pattern = glob.replace(/\*{2,}|[*?{},]|[^\w/]/g, (mark) => {
    if (mark.startsWith('**')) return '.*';
    return { '*': '[^/]*', '?': '[^/]', '{': '(?:', '}': ')', ',': '|' }[mark] ?? `\\${mark}`;
  });
  try {
    return new RegExp(`^${pattern}$`, 'i');
  } catch {
    return /^/;
  }
}
