import { createHash } from 'node:crypto';
import { DigestTable } from '../../../structures/digest-table.js';
import { elementText } from './element-text.js';

/** What may be an item's id, as written. */
export interface WrittenIdentity {
  readonly id: string;
  readonly title: string;
  readonly link: string;
}

/**
 * The ids that a feed gives to several items: a broken generator writes one guid for all, and
 * without this each would overwrite the one before.
 *
 * Two items of one id that have the same title or the same address are two states of one.
 */
export class SharedIds {
  /** Of the first item with an id: digests of its title and its address. */
  readonly #titles = new DigestTable();
  readonly #links = new DigestTable();
  readonly #shared = new DigestTable();

  /** Looks at an item on a first reading. */
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

  /** Whether other items have the id of this one; known once all were looked at. */
  has(written: WrittenIdentity): boolean {
    return this.#shared.get(keyOf(written)) !== undefined;
  }
}

/** What an item in XML is known by, found without parsing it. */
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

/** The name that RDF gives to the item whose opening tag a text begins with. */
export function aboutOf(item: string): string {
  return /^<[^>]{0,1000}?\s[\w.-]{1,50}:about\s*=\s*["']([^"']*)/.exec(item)?.[1] ?? '';
}

/** The feed that an item was taken from has an id and a title as well. */
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
