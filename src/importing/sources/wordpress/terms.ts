import { ownedText } from '../../../content/owned-text.js';
import type { TopicEntry } from '../../../publishing/entry.js';
import { plainText } from '../plain-text.js';
import { topicOf } from './topics.js';
import { textOf, type XmlElement } from './xml-element.js';

interface Term {
  readonly parent: string | undefined;
  /** Its number at the site, or ''. */
  readonly id: string;
}

/** Deeper than any real tree of categories; a damaged one can contain a cycle. */
const MAX_DEPTH = 20;

/** The categories and tags of an export, with what is needed to make addresses. */
export class Terms {
  readonly #terms = new Map<string, Term>();
  /** The slugs of categories by name, because WXR 1.0 refers to a parent by name. */
  readonly #slugs = new Map<string, string>();

  /** Takes a child of `<channel>`; ignores it if it is not a category or tag. */
  read(element: XmlElement): void {
    const topic = topicOf(element);
    if (topic === undefined) return;
    const id = /^\d+$/.exec(textOf(element, 'wp:term_id'))?.[0] ?? '';
    this.#terms.set(keyOf(topic), { parent: topic.parent, id: ownedText(id) });
    if (topic.taxonomy !== 'CATEGORY') return;
    this.#slugs.set(ownedText(nameKey(topic.name)), ownedText(topic.slug));
  }

  /** The topic with the slug of its parent, even if the export has the parent's name. */
  withParent(topic: TopicEntry): TopicEntry {
    const { parent: declared, ...others } = topic;
    const parent = this.#slugOf(topic.taxonomy, declared);
    return parent === undefined || parent === topic.slug ? others : { ...others, parent };
  }

  /** The slugs from the root of the tree to a topic, joined with `/`. */
  pathOf({ taxonomy, slug }: Pick<TopicEntry, 'taxonomy' | 'slug'>): string {
    const path = [slug];
    let parent = this.#parentOf({ taxonomy, slug });
    while (parent !== undefined && !path.includes(parent) && path.length < MAX_DEPTH) {
      path.unshift(parent);
      parent = this.#parentOf({ taxonomy, slug: parent });
    }
    return path.join('/');
  }

  /** The number of a topic at the site, or '' if the export has none. */
  idOf(topic: Pick<TopicEntry, 'taxonomy' | 'slug'>): string {
    return this.#terms.get(keyOf(topic))?.id ?? '';
  }

  #parentOf(topic: Pick<TopicEntry, 'taxonomy' | 'slug'>): string | undefined {
    return this.#slugOf(topic.taxonomy, this.#terms.get(keyOf(topic))?.parent);
  }

  #slugOf(taxonomy: TopicEntry['taxonomy'], declared: string | undefined): string | undefined {
    if (declared === undefined || taxonomy !== 'CATEGORY') return declared;
    const isSlug = this.#terms.has(keyOf({ taxonomy, slug: declared }));
    return isSlug ? declared : (this.#slugs.get(nameKey(declared)) ?? declared);
  }
}

function nameKey(name: string): string {
  return plainText(name).toLowerCase();
}

function keyOf({ taxonomy, slug }: Pick<TopicEntry, 'taxonomy' | 'slug'>): string {
  return `${taxonomy}:${slug}`;
}
