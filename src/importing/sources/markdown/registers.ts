import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuthorEntry, SiteEntry, TopicEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { BrokenRecord } from '../broken-record.js';
import { isObject } from '../parsed-object.js';
import { topicSlug } from '../topic-slug.js';
import { textField } from './fields.js';
import { yaml } from './front-matter.js';
import { ownText } from './own-text.js';

/** What a folder says about its authors, its topics and itself, in files of their own. */
export interface Registers {
  readonly site: SiteEntry | undefined;
  /** Authors by key. */
  readonly authors: ReadonlyMap<string, AuthorEntry>;
  /** Topics by key, in the order of the file. */
  readonly topics: ReadonlyMap<string, TopicEntry>;
  /** Files that could not be parsed, with the reason. */
  readonly broken: readonly BrokenRegister[];
}

interface BrokenRegister {
  readonly place: string;
  readonly reason: string;
}

/** Prefixes of the paths where common generators keep such files. */
const PLACES = ['', 'data/', '_data/', 'blog/', '_'];

/**
 * Reads `authors.yml`, `topics.yml` and `site.yml` of a folder; each is optional. `site.yml` takes
 * precedence over `told`, the site data from the configuration.
 */
export async function readRegisters(
  root: string,
  identityPrefix: string,
  declared?: SiteEntry,
): Promise<Registers> {
  const broken: BrokenRegister[] = [];
  const read = async <Entry>(name: string, entryOf: (key: string, value: unknown) => Entry) => {
    const entries = new Map<string, Entry>();
    const path = await firstFile(root, name);
    if (path === undefined) return entries;
    try {
      const data = yaml(await ownText(root, path), 1);
      if (!isObject(data ?? {})) throw new BrokenRecord('expected keys with values', 1);
      for (const [key, value] of Object.entries(data ?? {})) entries.set(key, entryOf(key, value));
    } catch (error) {
      if (!(error instanceof BrokenRecord)) throw error;
      broken.push({ place: error.placeIn(path), reason: error.message });
    }
    return entries;
  };
  const authors = await read('authors', (key, value) => authorOf(key, value, identityPrefix));
  const topics = await read('topics', topicOf);
  const own = siteOf(await read('site', (_key, value) => value));
  const site = own === undefined ? declared : { ...declared, ...own };
  const tags = await tagsOf(root);
  return { site, authors, topics: new Map([...tags, ...topics]), broken };
}

/** The tags file of Docusaurus; with other generators, a file of that name can hold anything. */
async function tagsOf(root: string): Promise<ReadonlyMap<string, TopicEntry>> {
  for (const path of ['blog/tags.yml', 'blog/tags.yaml', 'tags.yml', 'tags.yaml']) {
    try {
      const data = yaml(await ownText(root, path), 1);
      const entries = isObject(data) ? Object.entries(data) : [];
      return new Map(entries.flatMap(([key, value]) => tagOf(key, value)));
    } catch (error) {
      if (!(error instanceof BrokenRecord)) throw error;
    }
  }
  return new Map();
}

/** Such a tag is shown with its first article, as in Docusaurus. */
function tagOf(key: string, value: unknown): [string, TopicEntry][] {
  if (!isObject(value) || typeof value.label !== 'string') return [];
  const { label, description } = value;
  const tag = withoutUndefined({
    ...{ taxonomy: 'TAG' as const, slug: topicSlug(key), name: label, isShown: false },
    description: typeof description === 'string' ? description : undefined,
  });
  return [[key, tag]];
}

/** The first path where something of that name exists, even if it cannot be read. */
async function firstFile(root: string, name: string): Promise<string | undefined> {
  for (const place of PLACES) {
    for (const ending of ['yml', 'yaml']) {
      const path = `${place}${name}.${ending}`;
      if (await isThere(join(root, path))) return path;
    }
  }
  return undefined;
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    ({ code }: NodeJS.ErrnoException) => code !== 'ENOENT' && code !== 'ENOTDIR',
  );
}

function authorOf(key: string, value: unknown, identityPrefix: string): AuthorEntry {
  const fields = isObject(value) ? value : { name: value };
  return withoutUndefined({
    identity: `${identityPrefix}author:${key}`,
    slug: key,
    name: textField(fields, 'name', 'display_name') ?? key,
    bio: textField(fields, 'bio', 'description', 'title'),
  });
}

function topicOf(key: string, value: unknown): TopicEntry {
  const fields = isObject(value) ? value : { name: value };
  return withoutUndefined({
    taxonomy: textField(fields, 'taxonomy')?.toUpperCase() === 'TAG' ? 'TAG' : 'CATEGORY',
    slug: key,
    name: textField(fields, 'name', 'label', 'title') ?? key,
    description: textField(fields, 'description'),
    parent: textField(fields, 'parent'),
  });
}

function siteOf(fields: ReadonlyMap<string, unknown>): SiteEntry | undefined {
  if (fields.size === 0) return undefined;
  const declared = Object.fromEntries(fields);
  return withoutUndefined({
    name: textField(declared, 'name', 'title'),
    description: textField(declared, 'description', 'tagline'),
    url: textField(declared, 'url'),
    language: textField(declared, 'language', 'lang', 'locale'),
  });
}
