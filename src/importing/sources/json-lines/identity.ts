import { createHash } from 'node:crypto';
import type { ArticleLine } from '../../../json-lines/shape.js';

/** A name as it is compared: whatever its case. */
export function foldedName(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

/** Whether an id is one that Broadsheet has given: 20 characters of base64url. */
export function isOwnId(id: unknown): id is string {
  return typeof id === 'string' && /^[\w-]{20}$/.test(id);
}

/** Makes the identities of what stands in a file, and knows which articles have no id in it. */
export class Identities {
  readonly #prefix: string;
  readonly #nameless = new Set<number>();

  constructor(namespace = '') {
    this.#prefix = `json-lines:${namespace}:`;
  }

  /** The identity of what the file calls by this key. */
  of(key: string | number): string {
    return `${this.#prefix}${key}`;
  }

  /** What an article is known by: the first of id, slug, guid, address, or title and date. */
  ofArticle({ id, slug, source, title, publishedAt = '' }: ArticleLine): string {
    if (id !== undefined) return this.of(id);
    if (slug !== undefined) return this.of(`slug:${slug}`);
    const original = source?.guid ?? source?.url;
    if (original !== undefined) return this.of(`source:${original}`);
    return this.of(`title:${digest(`${title}\n${publishedAt}`).toString('base64url')}`);
  }

  /**
   * Whether an article that is known by title and date alone has those of one before: taking it for
   * the same would lose one of them.
   */
  isRepeated({ id, slug, source, title, publishedAt = '' }: ArticleLine): boolean {
    if ((id ?? slug ?? source?.guid ?? source?.url) !== undefined) return false;
    const key = digest(`${title}\n${publishedAt}`).readUIntBE(0, 6);
    const isThere = this.#nameless.has(key);
    this.#nameless.add(key);
    return isThere;
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
