import { createHash } from 'node:crypto';
import type { Taxonomy } from '../editorial/topic/topic.document.js';
import type { ArticleEntry, AuthorEntry, CommentEntry, TopicEntry } from './entry.js';

/**
 * The key of what a source identifies in its own way: the same for ever, whoever imports it.
 *
 * 120 bits of SHA-256, in letters that need no escaping anywhere.
 */
function keyOf(kind: string, identity: string): string {
  return createHash('sha256').update(`${kind}\n${identity}`).digest('base64url').slice(0, 20);
}

/** The key of an article, from its source's identity of it. */
export function articleIdOf(identity: string): string {
  return keyOf('article', identity);
}

/** The key of an author, from the source's identity of the person. */
export function authorIdOf(identity: string): string {
  return keyOf('author', identity);
}

/** The key of a topic, from its classification and the source's slug. */
export function topicIdOf(taxonomy: Taxonomy, slug: string): string {
  return keyOf('topic', `${taxonomy}\n${slug}`);
}

/** The key of a comment, from its article's key and the source's identity of it. */
export function commentIdOf(articleId: string, identity: string): string {
  return keyOf('comment', `${articleId}\n${identity}`);
}

/** The key of an entry's article: the one that it brings, or the one of its identity. */
export function articleKey({ id, identity }: Pick<ArticleEntry, 'id' | 'identity'>): string {
  return id ?? articleIdOf(identity);
}

/** The key of an entry's author: the one that it brings, or the one of its identity. */
export function authorKey({ id, identity }: Pick<AuthorEntry, 'id' | 'identity'>): string {
  return id ?? authorIdOf(identity);
}

/** The key of an entry's topic: the one that it brings, or the one of its name. */
export function topicKey({ id, taxonomy, slug }: Pick<TopicEntry, 'id' | 'taxonomy' | 'slug'>) {
  return id ?? topicIdOf(taxonomy, slug);
}

/** The key of an entry's comment: the one that it brings, or the one of its identity. */
export function commentKey(
  articleId: string,
  { id, identity }: Pick<CommentEntry, 'id' | 'identity'>,
): string {
  return id ?? commentIdOf(articleId, identity);
}

/** A hash of any plain value, the same whatever the order of its properties. */
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
