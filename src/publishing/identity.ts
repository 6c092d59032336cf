import { createHash } from 'node:crypto';
import type { Taxonomy } from '../editorial/topic/topic.document.js';
import type { ArticleEntry, AuthorEntry, CommentEntry, TopicEntry } from './entry.js';

/**
 * Derives an id from the identity that a source gives to something. The same identity always gives
 * the same id, in every import and database.
 *
 * The id is 120 bits of SHA-256 in base64url, so it needs no escaping in URLs or cursors.
 */
function keyOf(kind: string, identity: string): string {
  return createHash('sha256').update(`${kind}\n${identity}`).digest('base64url').slice(0, 20);
}

/** The id of an article, derived from its identity at the source. */
export function articleIdOf(identity: string): string {
  return keyOf('article', identity);
}

/** The id of an author, derived from the person's identity at the source. */
export function authorIdOf(identity: string): string {
  return keyOf('author', identity);
}

/** The id of a topic, derived from its taxonomy and its slug at the source. */
export function topicIdOf(taxonomy: Taxonomy, slug: string): string {
  return keyOf('topic', `${taxonomy}\n${slug}`);
}

/** The id of a comment, derived from its article's id and its identity at the source. */
export function commentIdOf(articleId: string, identity: string): string {
  return keyOf('comment', `${articleId}\n${identity}`);
}

/** The id of an entry's article: the one in the entry, or else derived from its identity. */
export function articleKey({ id, identity }: Pick<ArticleEntry, 'id' | 'identity'>): string {
  return id ?? articleIdOf(identity);
}

/** The id of an entry's author: the one in the entry, or else derived from its identity. */
export function authorKey({ id, identity }: Pick<AuthorEntry, 'id' | 'identity'>): string {
  return id ?? authorIdOf(identity);
}

/** The id of an entry's topic: the one in the entry, or else derived from taxonomy and slug. */
export function topicKey({ id, taxonomy, slug }: Pick<TopicEntry, 'id' | 'taxonomy' | 'slug'>) {
  return id ?? topicIdOf(taxonomy, slug);
}

/** The id of an entry's comment: the one in the entry, or else derived from its identity. */
export function commentKey(
  articleId: string,
  { id, identity }: Pick<CommentEntry, 'id' | 'identity'>,
): string {
  return id ?? commentIdOf(articleId, identity);
}

/** A SHA-256 hash of any plain value, independent of the order of its properties. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('base64url');
}

function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const properties = Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`);
    return `{${properties.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
