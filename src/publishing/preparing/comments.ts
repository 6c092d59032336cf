import { commentText } from '../../content/comment-text.js';
import type { CommentDocument } from '../../readers/comment/comment.document.js';
import { commentList } from '../../readers/comment/comment.lists.js';
import type { CommentEntry } from '../entry.js';
import { commentKey } from '../identity.js';
import { circlesIn } from './circles.js';
import { topsOf } from './threads.js';

/**
 * Makes the stored comments of an article: plain text, and every reply listed under the top comment
 * of its thread that readers can see.
 *
 * A reply becomes a top comment itself if readers can see none of the comments above it, or if its
 * parent link would close a cycle, so no readable comment is lost. If two entries have the same
 * identity, the later one is used. Each comment gets a distinct time, so comments of equal times
 * are moved a millisecond after each other and keep the order of the source.
 */
export function makeComments(
  articleId: string,
  entries: readonly CommentEntry[],
): CommentDocument[] {
  const byIdentity = new Map(entries.map((entry) => [entry.identity, entry]));
  const parents = parentsIn(byIdentity);
  const tops = topsOf(parents, ({ identity }) => identity);
  const keys = new Map(entries.map((entry) => [entry, commentKey(articleId, entry)]));
  const keyOf = (entry: CommentEntry) => keys.get(entry) ?? commentKey(articleId, entry);
  const moments = new DistinctMoments();
  return [...byIdentity.values()].map((entry) => {
    const parent = parents.get(entry.identity);
    const top = tops.get(entry.identity);
    const comment = {
      _id: keyOf(entry),
      articleId,
      ...(parent === undefined ? {} : { parentId: keyOf(parent) }),
      ...(top === undefined ? {} : { threadId: keyOf(top) }),
      authorName: withoutMailAddress(entry.authorName),
      body: entry.isHtml ? commentText(entry.body) : entry.body,
      status: entry.status,
      createdAt: moments.from(entry.createdAt),
    };
    const list = commentList(comment);
    return list === undefined ? comment : { ...comment, list };
  });
}

/** Assigns times of which no two are the same, in milliseconds. */
class DistinctMoments {
  /** By each time that is taken, where to look for the next free one. */
  readonly #next = new Map<number, number>();

  /** The time itself if it is free, or the next free one after it. */
  from(moment: Date): Date {
    const asked = moment.getTime();
    let free = asked;
    while ((this.#next.get(free) ?? free) > free) free = this.#next.get(free) ?? free;
    this.#next.set(free, free + 1);
    if (free !== asked) this.#next.set(asked, free + 1);
    return free === asked ? moment : new Date(free);
  }
}

type Parents = ReadonlyMap<string, CommentEntry>;

/** The parent of each comment, as far as both exist, without the links that would close a cycle. */
function parentsIn(byIdentity: ReadonlyMap<string, CommentEntry>): Parents {
  const parents = new Map<string, CommentEntry>();
  for (const { identity, parentIdentity } of byIdentity.values()) {
    const parent = parentIdentity === undefined ? undefined : byIdentity.get(parentIdentity);
    if (parent !== undefined && parent.identity !== identity) parents.set(identity, parent);
  }
  const circles = circlesIn(new Map([...parents].map(([each, { identity }]) => [each, identity])));
  const order = new Map([...parents.keys()].map((identity, index) => [identity, index]));
  const orderOf = (identity: string) => order.get(identity) ?? 0;
  // In each cycle, the link that was read last is removed.
  for (const circle of circles) {
    parents.delete(circle.reduce((one, other) => (orderOf(one) > orderOf(other) ? one : other)));
  }
  return parents;
}

/**
 * Shows a reader who signed with an email address by the part before the @, so that the address is
 * not published. A name that was already processed stays unchanged.
 */
function withoutMailAddress(name: string): string {
  return name.replace(/(\w[\w.+-]*)(?:@[\w-]+\.[\w.-]+)*/g, '$1');
}
