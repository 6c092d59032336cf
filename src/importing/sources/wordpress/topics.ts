import { percentDecoded } from '../../../content/percent-decoded.js';
import type { Taxonomy } from '../../../editorial/topic/topic.document.js';
import type { TopicEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { plainText } from '../plain-text.js';
import { metaOf, textOf, type XmlElement } from './xml-element.js';

/** The built-in taxonomies of WordPress; WXR 1.0 calls the second one `tag`. */
const TAXONOMIES: ReadonlyMap<string, Taxonomy> = new Map([
  ['category', 'CATEGORY'],
  ['post_tag', 'TAG'],
  ['tag', 'TAG'],
]);

/** The topic of a `<wp:category>`, `<wp:tag>` or `<wp:term>`; `undefined` for menus and others. */
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

/** Returns the numbers of terms at the site. */
interface TermNumbers {
  idOf(topic: Pick<TopicEntry, 'taxonomy' | 'slug'>): string;
}

/**
 * The topics of a post: the primary category first, then the others in order.
 *
 * Terms of a custom taxonomy (such as series or places) are imported as tags.
 */
export function topicsOf(item: XmlElement, numbers: TermNumbers): TopicEntry[] {
  const topics = new Map<string, TopicEntry>();
  for (const { name, attributes, text } of item.children) {
    // WXR 1.0 writes each category twice, first without domain and nicename.
    const { domain = '', nicename = '' } = attributes;
    const taxonomy = TAXONOMIES.get(domain) ?? (isOwnTaxonomy(domain) ? 'TAG' : undefined);
    const slug = percentDecoded(nicename);
    if (name !== 'category' || taxonomy === undefined || slug === '') continue;
    const key = `${taxonomy}:${slug}`;
    if (topics.has(key) && !TAXONOMIES.has(domain)) continue;
    const addresses = TAXONOMIES.has(domain) ? {} : { addresses: ownAddresses(domain, slug) };
    topics.set(key, { taxonomy, slug, name: plainText(text) || slug, ...addresses });
  }
  const all = [...topics.values()];
  const primary = primaryOf(item, all, numbers);
  return primary === undefined ? all : [primary, ...all.filter((topic) => topic !== primary)];
}

/** Meta fields in which plug-ins store the primary category of a post. */
const PRIMARY = [
  '_yoast_wpseo_primary_category',
  'rank_math_primary_category',
  '_seopress_robots_primary_cat',
];

/** The primary category of a post; `undefined` if no editor has chosen one. */
export function primaryOf(
  item: XmlElement,
  topics: readonly TopicEntry[],
  numbers: TermNumbers,
): TopicEntry | undefined {
  const chosen = PRIMARY.flatMap((key) => metaOf(item, key)).find((id) => /^[1-9]\d*$/.test(id));
  if (chosen === undefined) return undefined;
  return topics.find((topic) => topic.taxonomy === 'CATEGORY' && numbers.idOf(topic) === chosen);
}

/** Internal taxonomies of WordPress and its plug-ins, which readers do not see. */
const INTERNAL =
  /^(?:_.*|wp_.*|wpml_.*|yst_.*|amp_.*|ef_.*|elementor_.*|author|post_format|nav_menu|link_category|language|term_language|(?:post|term)_translations|translation_priority|post_status|post_visibility|following_users|action-group)$/;

function isOwnTaxonomy(domain: string): boolean {
  return /^[\w-]+$/.test(domain) && !INTERNAL.test(domain);
}

function ownAddresses(domain: string, slug: string): readonly string[] {
  return [`/${domain}/${slug}/`, `/?${domain}=${encodeURIComponent(slug)}`];
}

function termOf(
  element: XmlElement,
  taxonomy: Taxonomy,
  slugField: string,
  nameField: string,
  prefix: string,
): TopicEntry | undefined {
  const slug = percentDecoded(textOf(element, `wp:${slugField}`));
  if (slug === '') return undefined;
  const parent = percentDecoded(textOf(element, `wp:${prefix}_parent`));
  const description = plainText(textOf(element, `wp:${prefix}_description`));
  return withoutUndefined({
    taxonomy,
    slug,
    name: plainText(textOf(element, `wp:${nameField}`)) || slug,
    description: description || undefined,
    parent: ['', '0', slug].includes(parent) ? undefined : parent,
  });
}
