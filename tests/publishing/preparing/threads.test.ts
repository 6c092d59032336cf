import fc from 'fast-check';
import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CommentEntry } from '../../../src/publishing/entry.js';
import { rehung } from '../../../src/publishing/preparing/threads.js';
import {
  COMMENT_STATUSES,
  type CommentDocument,
} from '../../../src/readers/comment/comment.document.js';
import { commentList, repliesTo, threadsOf } from '../../../src/readers/comment/comment.lists.js';
import { bytesOf, restore } from '../../support/dump.js';
import { article } from '../../support/entries.js';
import { deliver, publishingDatabase } from '../../support/publishing.js';

let db: Db;
beforeAll(async () => {
  db = await publishingDatabase();
});
beforeEach(() => restore(db, {}));

const comment = (
  identity: string,
  parentIdentity?: string,
  status: CommentEntry['status'] = 'APPROVED',
): CommentEntry => ({
  identity,
  ...(parentIdentity === undefined ? {} : { parentIdentity }),
  authorName: 'Bo',
  body: identity,
  status,
  createdAt: new Date('2024-05-02T10:00:00Z'),
});

const withComments = (...comments: readonly CommentEntry[]) => ({
  articles: [article({ title: 'Tides', comments })],
});

/**
 * For each comment, by its body, the body of the top comment under which readers find it; its own
 * for a top comment.
 */
async function reached(): Promise<Record<string, string | undefined>> {
  const all = await db.collection<CommentDocument>('comments').find().toArray();
  const top = (list: string | undefined) => all.find(({ _id }) => list === repliesTo(_id))?.body;
  return Object.fromEntries(
    all.map(({ articleId, body, list }) => [
      body,
      list === threadsOf(articleId) ? body : top(list),
    ]),
  );
}

describe('comments that the source no longer contains', () => {
  it('stay in their threads', async () => {
    await deliver(db, withComments(comment('a'), comment('b', 'a')));
    await deliver(db, withComments(comment('a')));
    expect(await reached()).toEqual({ a: 'a', b: 'a' });
  });

  it('stay reachable when the comment that they answer becomes unreadable', async () => {
    const chain = [comment('a'), comment('b', 'a'), comment('c', 'b'), comment('d', 'a')];
    await deliver(db, withComments(...chain));
    await deliver(db, withComments(comment('a', undefined, 'SPAM')));
    expect(await reached()).toEqual({ a: undefined, b: 'b', c: 'b', d: 'd' });
    const before = await bytesOf(db);
    await deliver(db, withComments(comment('a', undefined, 'SPAM')));
    expect(await bytesOf(db)).toBe(before);
  });

  it('stay reachable when the comment that they answer becomes a reply', async () => {
    const waiting = comment('p', undefined, 'PENDING');
    await deliver(db, withComments(waiting, comment('c', 'p'), comment('r', 'c')));
    expect(await reached()).toEqual({ p: undefined, c: 'c', r: 'c' });
    await deliver(db, withComments(comment('p'), comment('c', 'p')));
    expect(await reached()).toEqual({ p: 'p', c: 'p', r: 'p' });
  });

  it('are counted', async () => {
    await deliver(db, withComments(comment('a'), comment('b', 'a')));
    await deliver(db, withComments(comment('a', undefined, 'REJECTED')));
    expect(await db.collection('articles').findOne()).toMatchObject({ commentCount: 1 });
  });
});

describe('rehung', () => {
  const anyComments = fc
    .array(
      fc.record({
        parent: fc.option(fc.nat({ max: 7 }), { nil: undefined }),
        thread: fc.option(fc.nat({ max: 7 }), { nil: undefined }),
        status: fc.constantFrom(...COMMENT_STATUSES),
      }),
      { maxLength: 8 },
    )
    .map((all) =>
      all.map(({ parent, thread, status }, index): CommentDocument => {
        const made = {
          _id: `${index}`,
          articleId: 'a',
          ...(parent === undefined ? {} : { parentId: `${parent}` }),
          ...(thread === undefined ? {} : { threadId: `${thread}` }),
          authorName: 'Bo',
          body: '',
          status,
          createdAt: new Date(0),
        };
        const list = commentList(made);
        return list === undefined ? made : { ...made, list };
      }),
    );

  const topsIn = (all: readonly CommentDocument[]) =>
    all
      .filter(({ status, threadId }) => status === 'APPROVED' && threadId === undefined)
      .map(({ _id }) => _id);

  it('leaves no reply under an unreadable top comment, and changes no other', () => {
    fc.assert(
      fc.property(anyComments, (all) => {
        const moved = new Map(rehung(all).map((each) => [each._id, each]));
        const after = all.map((each) => moved.get(each._id) ?? each);
        for (const { list, threadId } of after) {
          if (list !== undefined && threadId !== undefined)
            expect(topsIn(after)).toContain(threadId);
        }
        for (const { _id, list, threadId } of all) {
          if (list === undefined || threadId === undefined || topsIn(all).includes(threadId)) {
            expect(moved.has(_id)).toBe(false);
          }
        }
      }),
    );
  });
});
