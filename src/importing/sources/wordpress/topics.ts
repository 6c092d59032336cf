import type { Taxonomy } from '../../../editorial/topic/topic.document.js';
import type { TopicEntry } from '../../../publishing/entry.js';
import { optional, textOrNone } from '../optional.js';
import { plainText } from '../plain-text.js';
import { textOf, type XmlElement } from './xml-element.js';

/** WordPress's own two classifications; WXR 1.0 calls the second `tag`. */
const TAXONOMIES: ReadonlyMap<string, Taxonomy> = new Map([
  ['category', 'CATEGORY'],
  ['post_tag', 'TAG'],
  ['tag', 'TAG'],
]);

/** The topic that a `<wp:category>`, `<wp:tag>` or `<wp:term>` describes; none for a menu. */
export function topicOf(element: XmlElement): TopicEntry | undefined {
  switch (element.name) {
    case 'wp:category':
      return termOf(element, 'CATEGORY', 'category_nicename', 'cat_name', 'category');
    case 'wp:tag':
      return termOf(element, 'TAG', 'tag_slug', 'tag_name', 'tag');
    case 'wp:term': {
      const taxonomy = TAXONOMIES.get(textOf(element, 'wp:term_taxonomy'));
      return taxonomy && termOf(element, taxonomy, 'term_slug', 'term_name', 'term');
    }
    default:
      return undefined;
  }
}

/** The topics of a post, in its own order. */
export function topicsOf(item: XmlElement): TopicEntry[] {
  const topics = new Map<string, TopicEntry>();
  for (const { name, attributes, text } of item.children) {
    // WXR 1.0 writes each one twice, first without domain and nicename.
    const taxonomy = TAXONOMIES.get(attributes.domain ?? '');
    const slug = decoded(attributes.nicename ?? '');
    if (name !== 'category' || taxonomy === undefined || slug === '') continue;
    topics.set(`${taxonomy}:${slug}`, { taxonomy, slug, name: plainText(text) || slug });
  }
  return [...topics.values()];
}

/** A slug as people read it: WordPress stores letters beyond ASCII percent-encoded. */
export function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}

function termOf(
  element: XmlElement,
  taxonomy: Taxonomy,
  slugField: string,
  nameField: string,
  prefix: string,
): TopicEntry | undefined {
  const slug = decoded(textOf(element, `wp:${slugField}`));
  if (slug === '') return undefined;
  const parent = decoded(textOf(element, `wp:${prefix}_parent`));
  const description = plainText(textOf(element, `wp:${prefix}_description`));
  return {
    taxonomy,
    slug,
    name: plainText(textOf(element, `wp:${nameField}`)) || slug,
    ...optional('description', textOrNone(description)),
    ...(parent === '' || parent === '0' || parent === slug ? {} : { parent }),
  };
}
