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

/** No tree of categories is deeper; a damaged one may go in a circle. */
const MAX_DEPTH = 20;

/** The categories and tags that an export describes, as far as addresses are made of them. */
export class Terms {
  readonly #terms = new Map<string, Term>();
  /** The slugs of categories by their name: WXR 1.0 tells a parent by that. */
  readonly #slugs = new Map<string, string>();

  /** Takes a child of `<channel>`, whatever it is. */
  read(element: XmlElement): void {
    const topic = topicOf(element);
    if (topic === undefined) return;
    const id = /^\d+$/.exec(textOf(element, 'wp:term_id'))?.[0] ?? '';
    this.#terms.set(keyOf(topic), { parent: topic.parent, id: ownedText(id) });
    if (topic.taxonomy !== 'CATEGORY') return;
    this.#slugs.set(ownedText(nameKey(topic.name)), ownedText(topic.slug));
  }

  /** A topic with its parent's slug, also where the export tells the name of that. */
  withParent(topic: TopicEntry): TopicEntry {
    const { parent: told, ...others } = topic;
    const parent = this.#slugOf(topic.taxonomy, told);
    return parent === undefined || parent === topic.slug ? others : { ...others, parent };
  }

  /** The slugs from the root of the tree down to a topic, parted by `/`. */
  pathOf({ taxonomy, slug }: Pick<TopicEntry, 'taxonomy' | 'slug'>): string {
    const path = [slug];
    let parent = this.#parentOf({ taxonomy, slug });
    while (parent !== undefined && !path.includes(parent) && path.length < MAX_DEPTH) {
      path.unshift(parent);
      parent = this.#parentOf({ taxonomy, slug: parent });
    }
    return path.join('/');
  }

  /** Its number at the site, or '' if the export does not tell. */
  idOf(topic: Pick<TopicEntry, 'taxonomy' | 'slug'>): string {
    return this.#terms.get(keyOf(topic))?.id ?? '';
  }

  #parentOf(topic: Pick<TopicEntry, 'taxonomy' | 'slug'>): string | undefined {
    return this.#slugOf(topic.taxonomy, this.#terms.get(keyOf(topic))?.parent);
  }

  #slugOf(taxonomy: TopicEntry['taxonomy'], told: string | undefined): string | undefined {
    if (told === undefined || taxonomy !== 'CATEGORY') return told;
    const isSlug = this.#terms.has(keyOf({ taxonomy, slug: told }));
    return isSlug ? told : (this.#slugs.get(nameKey(told)) ?? told);
  }
}

function nameKey(name: string): string {
  return plainText(name).toLowerCase();
}

function keyOf({ taxonomy, slug }: Pick<TopicEntry, 'taxonomy' | 'slug'>): string {
  return `${taxonomy}:${slug}`;
}
