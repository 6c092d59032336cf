import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../../src/graphql/global-id.js';
import { articleIdOf } from '../../../src/publishing/identity.js';
import type { CommentDocument } from '../../../src/readers/comment/comment.document.js';
import { commentList } from '../../../src/readers/comment/comment.lists.js';
import { article } from '../../support/entries.js';
import { askExplained, excess } from '../../support/explain.js';
import { type Stage, stage } from '../../support/stage.js';
import {
  pagesBackward,
  pagesForward,
  type Turn,
  WALKED,
  walkBackward,
  walkForward,
} from '../../support/walk.js';

const ARTICLE = articleIdOf('test:Tides');

/** Threads; four of them share each minute. The first thread has replies. */
const THREADS = Array.from({ length: 130 }, (_, index) => commentAt(index));
const REPLIES = Array.from({ length: 130 }, (_, index) => commentAt(200 + index, idAt(0)));

let built: Stage;

beforeAll(async () => {
  built = await stage({ articles: [article({ title: 'Tides' })] });
  await built.stores.comment.put([...THREADS, ...REPLIES]);
});

const LISTS = [
  ['Article.comments, oldest first', 'OLDEST_FIRST', threads('OLDEST_FIRST')],
  ['Article.comments, newest first', 'NEWEST_FIRST', threads('NEWEST_FIRST')],
  ['Comment.allReplies', 'OLDEST_FIRST', replies],
] as const;

describe.each(LISTS)('%s', (name, order, queryOf) => {
  const items = sorted(name === 'Comment.allReplies' ? REPLIES : THREADS, order);
  const ids = items.map(({ _id }) => encodeGlobalId('Comment', _id));

  it.each([9, 100])(
    'returns each comment once in both directions, in pages of %i',
    async (size) => {
      expect(await walkForward(turnOf(queryOf), size)).toEqual(pagesForward(ids, size));
      expect(await walkBackward(turnOf(queryOf), size)).toEqual(pagesBackward(ids, size));
    },
  );

  it('examines only the documents it returns', async () => {
    const { pageInfo } = await turnOf(queryOf)('first: 30');
    const cursor = JSON.stringify(pageInfo.endCursor);
    const pages = [
      'first: 9',
      'last: 9',
      `first: 9, after: ${cursor}`,
      `last: 9, before: ${cursor}`,
    ];

    for (const page of pages) {
      const { answer, costs } = await askExplained(built, queryOf(page));
      expect(answer.errors).toBeUndefined();
      expect(excess(costs), page).toEqual([]);
    }
  });

  it('returns each comment that stays once while comments are added and removed', async () => {
    const comments = built.db.collection<CommentDocument>('comments');
    const parent = name === 'Comment.allReplies' ? idAt(0) : undefined;

    let turned = 0;
    const withdrawn: string[] = [];
    const pages = await walkForward(turnOf(queryOf), 40, async () => {
      const [old] = items.slice(turned * 30);
      if (old !== undefined) withdrawn.push(old._id);
      await comments.deleteOne({ _id: old?._id ?? '' });
      await built.stores.comment.put([commentAt(500 + turned, parent)]);
      turned += 1;
    });
    await built.stores.comment.put([...THREADS, ...REPLIES]);
    await comments.deleteMany({ _id: /^new/ });

    const seen = pages.flatMap((page) => page.ids).filter((id) => ids.includes(id));
    const stayed = ids.filter((_, index) => !withdrawn.includes(items[index]?._id ?? ''));
    expect(seen.filter((id) => stayed.includes(id))).toEqual(stayed);
  });
});

describe('replies and replyCount of many comments at once', () => {
  it('examines only the documents it returns', async () => {
    const { costs } = await askExplained(
      built,
      `{ article(by: { slug: "tides" }) {
        comments(first: 40) { nodes { replies(first: 3) { body } allReplies(last: 2) { nodes { body } } } } } }`,
    );

    expect(excess(costs)).toEqual([]);
  });

  it('counts without examining any document', async () => {
    const { costs } = await askExplained(
      built,
      `{ article(by: { slug: "tides" }) {
        comments { totalCount nodes { replyCount allReplies { totalCount } } } } }`,
    );

    const counts = costs.filter(({ command }) => command === 'aggregate comments');
    expect(counts.map(({ examined }) => examined)).toEqual([0, 0]);
  });
});

function threads(order: string): (page: string) => string {
  return (page) =>
    `{ article(by: { slug: "tides" }) { found: comments(orderBy: ${order}, ${page}) { ${WALKED} } } }`;
}

function replies(page: string): string {
  const id = encodeGlobalId('Comment', idAt(0));
  return `{ article: node(id: "${id}") { ... on Comment { found: allReplies(${page}) { ${WALKED} } } } }`;
}

function turnOf(queryOf: (page: string) => string): Turn {
  return async (page) => {
    const { data, errors } = await built.ask(queryOf(page));
    expect(errors).toBeUndefined();
    return data.article.found;
  };
}

function sorted(list: readonly CommentDocument[], order: string): CommentDocument[] {
  const oldest = list.toSorted(
    (a, b) => Number(a.createdAt) - Number(b.createdAt) || (a._id < b._id ? -1 : 1),
  );
  return order === 'OLDEST_FIRST' ? oldest : oldest.toReversed();
}

function idAt(index: number): string {
  return `${index >= 500 ? 'new' : 'c'}${(index * 7919) % 1009}-${index}`;
}

function commentAt(index: number, threadId?: string): CommentDocument {
  const comment = {
    _id: idAt(index),
    articleId: ARTICLE,
    ...(threadId === undefined ? {} : { parentId: threadId, threadId }),
    authorName: 'Kim',
    body: `Comment ${index}`,
    status: 'APPROVED' as const,
    createdAt: new Date(Date.UTC(2024, 4, 2, 0, Math.floor((index % 130) / 4))),
  };
  const list = commentList(comment);
  return { ...comment, ...(list === undefined ? {} : { list }) };
}
