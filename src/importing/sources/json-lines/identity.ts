import { createHash } from 'node:crypto';
import type { ArticleLine } from '../../../json-lines/shape.js';

/** A name in the form in which names are compared: NFC, trimmed, lower case. */
export function foldedName(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

/** Whether an id was created by Broadsheet: 20 characters of base64url. */
export function isOwnId(id: unknown): id is string {
  return typeof id === 'string' && /^[\w-]{20}$/.test(id);
}

/** Makes the identities of the entries of a file, and detects repeated articles without an id. */
export class Identities {
  readonly #prefix: string;
  readonly #nameless = new Set<number>();

  constructor(namespace = '') {
    this.#prefix = `json-lines:${namespace}:`;
  }

  /** The identity for a key of the file. */
  of(key: string | number): string {
    return `${this.#prefix}${key}`;
  }

  /** The identity of an article: from its id, slug, guid, address, or title and date. */
  ofArticle({ id, slug, source, title, publishedAt = '' }: ArticleLine): string {
    if (id !== undefined) return this.of(id);
    if (slug !== undefined) return this.of(`slug:${slug}`);
    const original = source?.guid ?? source?.url;
    if (original !== undefined) return this.of(`source:${original}`);
    return this.of(`title:${digest(`${title}\n${publishedAt}`).toString('base64url')}`);
  }

  /**
   * Whether an article identified by title and date alone repeats an earlier one. Importing it
   * would overwrite that one.
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
