import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemContext } from '../../../src/database/read-context.js';
import { articleIdOf } from '../../../src/publishing/identity.js';
import { refreshCommentCounts } from '../../../src/publishing/writing/comment-counts.js';
import type { CommentDocument } from '../../../src/readers/comment/comment.document.js';
import { commentList } from '../../../src/readers/comment/comment.lists.js';
import { createStores, type Stores } from '../../../src/stores.js';
import { restore } from '../../support/dump.js';
import { article } from '../../support/entries.js';
import { deliver, deliverBy, publishingDatabase } from '../../support/publishing.js';

let db: Db;
let stores: Stores;
beforeAll(async () => {
  db = await publishingDatabase();
  stores = createStores(db);
});
beforeEach(() => restore(db, {}));

const ID = articleIdOf('test:Tides');
const tides = article({ title: 'Tides', identity: 'test:Tides' });
const context = systemContext(new Date());

/** Writes a comment as a reader does, and updates the count. */
async function comment(): Promise<void> {
  const written: CommentDocument = {
    _id: randomUUID(),
    articleId: ID,
    authorName: 'Bo',
    body: 'Yes.',
    status: 'APPROVED',
    createdAt: new Date(),
  };
  const list = commentList(written);
  await stores.comment.put([list === undefined ? written : { ...written, list }]);
  await refreshCommentCounts(stores, context, [ID]);
}

const stored = async () => (await stores.article.findCommentCounts(context, [ID])).get(ID);

describe('refreshCommentCounts', () => {
  it('stores the number of readable comments in the collection', async () => {
    await deliver(db, { articles: [tides] });
    await comment();
    await comment();
    expect(await stored()).toBe(2);
  });

  it('stores the correct count with 25 concurrent writers', async () => {
    await deliver(db, { articles: [tides] });
    await Promise.all(Array.from({ length: 25 }, comment));
    expect(await stored()).toBe(25);
  });

  it('includes a comment that was written between its count and its write', async () => {
    await deliver(db, { articles: [tides] });
    let isFirst = true;
    const slow: Stores = {
      ...stores,
      comment: {
        ...stores.comment,
        countReadable: async (readContext, ids) => {
          const counts = await stores.comment.countReadable(readContext, ids);
          if (isFirst) {
            isFirst = false;
            await comment();
          }
          return counts;
        },
      },
    };
    await db.collection('articles').updateMany({}, { $set: { commentCount: 9 } });
    await refreshCommentCounts(slow, context, [ID]);
    expect(await stored()).toBe(1);
  });
});

describe('an import', () => {
  it('keeps the count of a comment that is written while it writes the card', async () => {
    await deliver(db, { articles: [tides] });
    const slow: Stores = {
      ...stores,
      article: {
        ...stores.article,
        updateAll: async (changes) => {
          await comment();
          return stores.article.updateAll(changes);
        },
      },
    };
    await deliverBy(slow, { articles: [{ ...tides, standfirst: 'Changed.' }] });
    expect(await stored()).toBe(1);
  });
});
