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

/** What themes of Hugo and Docusaurus file articles under beside tags. */
const USUAL = ['series'] as const;

/** Keys of front matter that a site has for taxonomies of its own: they are tags here. */
export function taxonomiesIn(site: Fields): readonly string[] {
  const told = anyCase(site, 'taxonomies');
  const names = isObject(told)
    ? Object.values(told).filter((name) => typeof name === 'string')
    : [];
  const known = new Set<string>([...KEYS.map(({ key }) => key), 'authors', 'author']);
  return [...new Set([...USUAL, ...names])].filter((name) => !known.has(name.toLowerCase()));
}

/** The topics of an article, and those above them that only their paths name. */
export interface ArticleTopics {
  readonly topics: readonly TopicEntry[];
  readonly ancestors: readonly TopicEntry[];
}

/**
 * The topics that a front matter names: keys of `topics.yml`, names, or paths as `Science/Oceans`.
 *
 * `parted` tells that one text names several, parted by spaces, as Jekyll has it. Names under the
 * site's own `taxonomies` are tags.
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

/** Of a key that may mean anything, what can be a name. */
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

/** From the root of the tree to the topic itself. */
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
    // The whole path: "Science/News" and "Sport/News" are two topics.
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
