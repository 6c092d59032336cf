import type { Taxonomy } from '../../../editorial/topic/topic.document.js';
import type { TopicEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { type Fields, isObject } from '../parsed-object.js';
import { topicSlug } from '../topic-slug.js';
import { anyCase, isScalar, listField, textField, wrong } from './fields.js';

const KEYS = [
  { key: 'topics', taxonomy: 'CATEGORY' },
  { key: 'topic', taxonomy: 'CATEGORY' },
  { key: 'categories', taxonomy: 'CATEGORY' },
  { key: 'category', taxonomy: 'CATEGORY' },
  { key: 'tags', taxonomy: 'TAG' },
  { key: 'tag', taxonomy: 'TAG' },
] as const;

/** Additional taxonomies that are common in Hugo and Docusaurus themes. */
const USUAL = ['series'] as const;

/** The front matter keys of a site's custom taxonomies; they are imported as tags. */
export function taxonomiesIn(site: Fields): readonly string[] {
  const declared = anyCase(site, 'taxonomies');
  const names = isObject(declared)
    ? Object.values(declared).filter((name) => typeof name === 'string')
    : [];
  const known = new Set<string>([...KEYS.map(({ key }) => key), 'authors', 'author']);
  return [...new Set([...USUAL, ...names])].filter((name) => !known.has(name.toLowerCase()));
}

/** The topics of an article, and those ancestors that only their paths name. */
export interface ArticleTopics {
  readonly topics: readonly TopicEntry[];
  readonly ancestors: readonly TopicEntry[];
}

/**
 * The topics in a front matter: keys of `topics.yml`, names, or paths such as `Science/Oceans`.
 *
 * With `parted`, a text is a list of names separated by spaces, as in Jekyll. Names under the
 * `taxonomies` of the site are tags.
 */
export function topicsOf(
  fields: Fields,
  known: ReadonlyMap<string, TopicEntry>,
  parted: boolean,
  taxonomies: readonly string[] = USUAL,
): ArticleTopics {
  const topics = new Map<string, TopicEntry>();
  const ancestors = new Map<string, TopicEntry>();
  for (const { key, taxonomy } of KEYS) {
    for (const name of namesOf(fields, key, parted)) {
      const way = wayOf(name, taxonomy, known);
      for (const [index, topic] of way.entries()) {
        const into = index === way.length - 1 ? topics : ancestors;
        into.set(`${topic.taxonomy}:${topic.slug}`, topic);
      }
    }
  }
  for (const name of taxonomies.flatMap((key) => plainNames(fields, key))) {
    for (const topic of wayOf(name, 'TAG', known)) topics.set(`TAG:${topic.slug}`, topic);
  }
  return { topics: [...topics.values()], ancestors: [...ancestors.values()] };
}

/** The names under a key that can have other meanings; values of other types are ignored. */
function plainNames(fields: Fields, key: string): readonly string[] {
  return listField(fields, key)
    .filter((name) => typeof name === 'string')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function namesOf(fields: Fields, key: string, parted: boolean): readonly string[] {
  const value = fields[key];
  if (typeof value === 'string') {
    const separator = value.includes(',') || !parted ? /\s*,\s*/ : /\s+/;
    return value
      .trim()
      .split(separator)
      .filter((name) => name !== '');
  }
  return listField(fields, key).map((item) => {
    const name = isObject(item) ? textField(item, 'name', 'label', 'slug', 'key') : item;
    if (!isScalar(name)) throw wrong(key, 'names', item);
    return String(name).trim();
  });
}

/** The path from the root of the tree to the topic itself. */
function wayOf(
  name: string,
  taxonomy: Taxonomy,
  known: ReadonlyMap<string, TopicEntry>,
): readonly TopicEntry[] {
  const found = knownTopic(name, taxonomy, known);
  if (found !== undefined) return [found];
  const names = taxonomy === 'CATEGORY' ? name.split('/').map((part) => part.trim()) : [name];
  const way: TopicEntry[] = [];
  for (const part of names.filter((one) => one !== '')) {
    const parent = way.at(-1)?.slug;
    // The slug includes the path: "Science/News" and "Sport/News" are two topics.
    const slug = parent === undefined ? topicSlug(part) : `${parent}-${topicSlug(part)}`;
    const own = withoutUndefined({ taxonomy, slug, name: part, parent });
    way.push(knownTopic(part, taxonomy, known) ?? own);
  }
  return way;
}

function knownTopic(
  name: string,
  taxonomy: Taxonomy,
  known: ReadonlyMap<string, TopicEntry>,
): TopicEntry | undefined {
  const byKey = known.get(name);
  if (byKey?.taxonomy === taxonomy) return byKey;
  const wanted = name.toLowerCase();
  return [...known.values()].find(
    (topic) => topic.taxonomy === taxonomy && topic.name.toLowerCase() === wanted,
  );
}
