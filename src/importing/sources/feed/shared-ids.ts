import { createHash } from 'node:crypto';
import { DigestTable } from '../../../structures/digest-table.js';
import { elementText } from './element-text.js';

/** The id, title and link of an item, as written. */
export interface WrittenIdentity {
  readonly id: string;
  readonly title: string;
  readonly link: string;
}

/**
 * Detects ids that a feed gives to several items: broken generators write one guid for all, and
 * each item would overwrite the one before.
 *
 * Two items with one id and the same title or the same address are two versions of one item.
 */
export class SharedIds {
  /** For the first item with an id: digests of its title and its link. */
  readonly #titles = new DigestTable();
  readonly #links = new DigestTable();
  readonly #shared = new DigestTable();

  /** Registers an item, in the first pass. */
  note(written: WrittenIdentity): void {
    const key = keyOf(written);
    const [title, link] = [digest(written.title), digest(written.link)];
    const firstTitle = this.#titles.get(key);
    if (firstTitle === undefined) {
      this.#titles.set(key, title);
      this.#links.set(key, link);
    } else {
      const isOther = written.id === '' || this.#links.get(key) !== link;
      if (title !== firstTitle && isOther) this.#shared.set(key, 1);
    }
  }

  /** Whether other items have the same id; valid after the first pass. */
  has(written: WrittenIdentity): boolean {
    return this.#shared.get(keyOf(written)) !== undefined;
  }
}

/** The id, title and link of an XML item, found without parsing it. */
export function writtenIdentity(bytes: string): WrittenIdentity {
  const own = withoutSource(bytes);
  return {
    id: elementText(own, '(?:atom:)?(?:guid|id)') || aboutOf(own),
    title: elementText(own, '(?:atom:|rss:)?title'),
    link:
      elementText(own, 'link') ||
      (/<(?:atom:)?link\s[^>]{0,1000}?\bhref\s*=\s*["']([^"']*)/i.exec(own)?.[1] ?? ''),
  };
}

/** The `rdf:about` of the item at the beginning of a text, or ''. */
export function aboutOf(item: string): string {
  return /^<[^>]{0,1000}?\s[\w.-]{1,50}:about\s*=\s*["']([^"']*)/.exec(item)?.[1] ?? '';
}

/** The item without its `source` element, which has an id and a title of its own. */
function withoutSource(item: string): string {
  const start = item.search(/<(?:atom:)?source[\s>]/i);
  const end = start < 0 ? -1 : item.indexOf('source>', start + '<source>'.length);
  return end < 0 ? item : item.slice(0, start) + item.slice(end);
}

function keyOf({ id, link }: WrittenIdentity): string {
  return id || link;
}

function digest(text: string): number {
  return createHash('sha1').update(text).digest().readInt32BE(0);
}
