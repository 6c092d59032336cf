import { allOf } from '../../database/all-of.js';
import type { ReadContext } from '../../database/read-context.js';
import type { CommentDocument } from '../../readers/comment/comment.document.js';
import { repliesTo } from '../../readers/comment/comment.lists.js';
import type { Stores } from '../../stores.js';
import type { Prepared } from '../preparing/prepare.js';
import { rehung } from '../preparing/threads.js';

/** Comments of an article read per query. */
const COMMENTS_AT_ONCE = 1_000;

/** What writing the parts needs. */
interface PartTools {
  readonly stores: Stores;
  readonly readContext: ReadContext;
}

/**
 * Writes all documents that the cards of articles refer to, and marks lists and related posts as
 * stale. Can be repeated.
 */
export async function writeParts(
  { stores, readContext }: PartTools,
  prepared: readonly Prepared[],
): Promise<void> {
  await allOf([
    stores.listCount.markStale(listsOf(prepared)),
    stores.features.put(prepared.map(({ features }) => features)),
    putComments(stores, readContext, prepared),
    stores.share.raise(prepared.flatMap(({ shares }) => shares ?? [])),
    stores.body.put(prepared.map(({ body }) => body)),
  ]);
}

/** The lists that articles leave or enter, without duplicates. */
export function listsOf(prepared: readonly Prepared[]): number[] {
  const lists = prepared.flatMap(({ card, previous }) => [
    ...card.lists,
    ...(previous?.lists ?? []),
  ]);
  return [...new Set(lists)];
}

/**
 * Writes comments. Stored replies that the source no longer contains stay; if the comment that they
 * answer can no longer be read, they are moved to another thread or to the top.
 */
async function putComments(
  stores: Stores,
  readContext: ReadContext,
  prepared: readonly Prepared[],
): Promise<void> {
  await stores.comment.put(prepared.flatMap(({ comments }) => comments));
  const noTops = prepared.flatMap(({ previous, comments }) =>
    previous === undefined
      ? []
      : comments.filter(({ status, threadId }) => status !== 'APPROVED' || threadId !== undefined),
  );
  if (noTops.length === 0) return;
  const lengths = await stores.comment.count(
    readContext,
    noTops.map(({ _id }) => repliesTo(_id)),
  );
  const concerned = new Set(
    noTops.flatMap(({ articleId }, index) => (lengths[index] ? [articleId] : [])),
  );
  for (const articleId of concerned) {
    await stores.comment.put(rehung(await allComments(stores, readContext, articleId)));
  }
}

async function allComments(
  stores: Stores,
  readContext: ReadContext,
  articleId: string,
): Promise<readonly CommentDocument[]> {
  const all: CommentDocument[] = [];
  for (;;) {
    const last = all.at(-1);
    const request = { articleId, ...(last === undefined ? {} : { last }) };
    const [found = []] = await stores.comment.findAfter(readContext, [request], COMMENTS_AT_ONCE);
    all.push(...found);
    if (found.length < COMMENTS_AT_ONCE) return all;
  }
}
