import type { TopicEntry } from '../../../publishing/entry.js';
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

  /** Takes a child of `<channel>`, whatever it is. */
  read(element: XmlElement): void {
    const topic = topicOf(element);
    if (topic === undefined) return;
    const id = /^\d+$/.exec(textOf(element, 'wp:term_id'))?.[0] ?? '';
    this.#terms.set(keyOf(topic), { parent: topic.parent, id: Buffer.from(id).toString() });
  }

  /** The slugs from the root of the tree down to a topic, parted by `/`. */
  pathOf({ taxonomy, slug }: Pick<TopicEntry, 'taxonomy' | 'slug'>): string {
    const path = [slug];
    let parent = this.#terms.get(keyOf({ taxonomy, slug }))?.parent;
    while (parent !== undefined && !path.includes(parent) && path.length < MAX_DEPTH) {
      path.unshift(parent);
      parent = this.#terms.get(keyOf({ taxonomy, slug: parent }))?.parent;
    }
    return path.join('/');
  }

  /** Its number at the site, or '' if the export does not tell. */
  idOf(topic: Pick<TopicEntry, 'taxonomy' | 'slug'>): string {
    return this.#terms.get(keyOf(topic))?.id ?? '';
  }
}

function keyOf({ taxonomy, slug }: Pick<TopicEntry, 'taxonomy' | 'slug'>): string {
  return `${taxonomy}:${slug}`;
}
