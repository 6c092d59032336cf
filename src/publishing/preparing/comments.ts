import { commentText } from '../../content/comment-text.js';
import type { CommentDocument } from '../../readers/comment/comment.document.js';
import { commentList } from '../../readers/comment/comment.lists.js';
import type { CommentEntry } from '../entry.js';
import { commentKey } from '../identity.js';
import { circlesIn } from './circles.js';
import { topsOf } from './threads.js';

/**
 * The comments of an article as stored: plain text, and every reply under the readable comment at
 * the top of its thread.
 *
 * A reply whose elders cannot be read stands at the top itself, and so does the one that would
 * close a circle, so that nothing readable is lost. Of two with one identity the later counts.
 * Those of one moment are read in the source's order: each is a millisecond after the one before.
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

/** Moments, in milliseconds, of which no two are the same. */
class DistinctMoments {
  /** Where to look for a free one, by each that is taken. */
  readonly #next = new Map<number, number>();

  /** The moment itself, or the first free one after it. */
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

/** Who answers whom, as far as both are there, without the links that would close a circle. */
function parentsIn(byIdentity: ReadonlyMap<string, CommentEntry>): Parents {
  const parents = new Map<string, CommentEntry>();
  for (const { identity, parentIdentity } of byIdentity.values()) {
    const parent = parentIdentity === undefined ? undefined : byIdentity.get(parentIdentity);
    if (parent !== undefined && parent.identity !== identity) parents.set(identity, parent);
  }
  const circles = circlesIn(new Map([...parents].map(([each, { identity }]) => [each, identity])));
  const order = new Map([...parents.keys()].map((identity, index) => [identity, index]));
  const orderOf = (identity: string) => order.get(identity) ?? 0;
  // The link that is read last closes the circle.
  for (const circle of circles) {
    parents.delete(circle.reduce((one, other) => (orderOf(one) > orderOf(other) ? one : other)));
  }
  return parents;
}

/**
 * A reader who signed with a mail address is shown by what stands before the @; a name that was
 * looked through once stays as it is.
 */
function withoutMailAddress(name: string): string {
  return name.replace(/(\w[\w.+-]*)(?:@[\w-]+\.[\w.-]+)*/g, '$1');
}
