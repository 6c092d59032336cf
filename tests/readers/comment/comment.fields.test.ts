import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../../src/graphql/global-id.js';
import type { CommentEntry } from '../../../src/publishing/entry.js';
import { articleIdOf, commentIdOf } from '../../../src/publishing/identity.js';
import { article } from '../../support/entries.js';
import { type Stage, stage } from '../../support/stage.js';

let built: Stage;

beforeAll(async () => {
  built = await stage({
    articles: [
      article({
        title: 'Tides',
        comments: [
          said('first', 1, { authorName: 'Kim', body: 'Well <b>said</b>.', isHtml: true }),
          said('reply', 2, { parentIdentity: 'first' }),
          said('deep', 3, { parentIdentity: 'reply' }),
          said('deeper', 4, { parentIdentity: 'deep' }),
          said('second', 5),
          said('pending', 6, { status: 'PENDING' }),
          said('rejected', 7, { status: 'REJECTED' }),
          said('spam', 8, { status: 'SPAM' }),
          said('under pending', 9, { parentIdentity: 'pending' }),
          said('hidden reply', 10, { parentIdentity: 'second', status: 'SPAM' }),
        ],
      }),
      article({ title: 'Quiet' }),
      article({ title: 'Draft', status: 'DRAFT', comments: [said('unseen', 1)] }),
    ],
  });
});

describe('Article.comments', () => {
  it('are the approved top-level comments, oldest first', async () => {
    expect(await saidUnder('')).toEqual(['Well said.', 'second', 'under pending']);
  });

  it('are sorted newest first on request', async () => {
    expect(await saidUnder('(orderBy: NEWEST_FIRST)')).toEqual([
      'under pending',
      'second',
      'Well said.',
    ]);
  });

  it('counts only top-level comments', async () => {
    const { comments, commentCount } = await one('comments { totalCount } commentCount');

    expect(comments.totalCount).toBe(3);
    expect(commentCount).toBe(6);
  });

  it('is an empty list for an article without comments', async () => {
    const { comments } = await one('comments { totalCount nodes { body } }', 'quiet');

    expect(comments).toEqual({ totalCount: 0, nodes: [] });
  });
});

describe('Comment.authorName', () => {
  it('is the name that the reader gave', async () => {
    expect(await firstComment('authorName')).toEqual({ authorName: 'Kim' });
  });
});

describe('Comment.body', () => {
  it('is plain text', async () => {
    expect(await firstComment('body')).toEqual({ body: 'Well said.' });
  });
});

describe('Comment.createdAt', () => {
  it('is the time of writing', async () => {
    expect(await firstComment('createdAt')).toEqual({ createdAt: '2024-05-02T00:01:00.000Z' });
  });
});

describe('Comment.article', () => {
  it('is the article that was commented on', async () => {
    expect(await firstComment('article { slug }')).toEqual({ article: { slug: 'tides' } });
  });
});

describe('Comment.replies', () => {
  it('returns the replies of all depths, oldest first', async () => {
    const { replies } = await firstComment('replies { body }');

    expect(replies).toEqual([{ body: 'reply' }, { body: 'deep' }, { body: 'deeper' }]);
  });

  it('returns at most `first` replies', async () => {
    const { replies } = await firstComment('replies(first: 2) { body }');

    expect(replies).toHaveLength(2);
  });

  it('is empty for a reply', async () => {
    const { replies } = await firstComment('replies { replies { body } replyCount }');

    expect(replies[0]).toEqual({ replies: [], replyCount: 0 });
  });

  it('excludes replies that are not approved', async () => {
    const { comments } = await one('comments { nodes { body replies { body } replyCount } }');

    expect(comments.nodes[1]).toEqual({ body: 'second', replies: [], replyCount: 0 });
  });

  it.each([0, -1, 101])('refuses first: %i', async (first) => {
    const { errors } = await built.ask(
      `{ article(by: { slug: "tides" }) { comments { nodes { replies(first: ${first}) { body } } } } }`,
    );

    expect(errors?.[0]).toMatchObject({
      message: `Expected \`first\` from 1 to 100, found ${first}.`,
      extensions: { code: 'INVALID_PAGE_SIZE' },
    });
  });

  it('accepts first: 100', async () => {
    const { replies } = await firstComment('replies(first: 100) { body }');

    expect(replies).toHaveLength(3);
  });
});

describe('Comment.replyCount', () => {
  it('counts the visible replies', async () => {
    expect(await firstComment('replyCount')).toEqual({ replyCount: 3 });
  });
});

describe('Comment.allReplies', () => {
  it('returns a page of the replies and their total count', async () => {
    const { allReplies } = await firstComment(
      'allReplies(first: 2) { totalCount nodes { body } pageInfo { hasNextPage } }',
    );

    expect(allReplies).toEqual({
      totalCount: 3,
      nodes: [{ body: 'reply' }, { body: 'deep' }],
      pageInfo: { hasNextPage: true },
    });
  });
});

describe('node', () => {
  it('reads a comment by its id', async () => {
    const { id } = await firstComment('id');

    const { data } = await built.ask(`{ node(id: "${id}") { ... on Comment { body } } }`);

    expect(data.node).toEqual({ body: 'Well said.' });
  });

  it.each(['pending', 'rejected', 'spam', 'hidden reply'])(
    'is null for a comment that is %s',
    async (identity) => {
      const { data } = await built.ask(`{ node(id: "${idOf('test:Tides', identity)}") { id } }`);

      expect(data.node).toBeNull();
    },
  );

  it('is null for a comment on an article that readers cannot see', async () => {
    const { data } = await built.ask(`{ node(id: "${idOf('test:Draft', 'unseen')}") { id } }`);

    expect(data.node).toBeNull();
  });
});

function said(identity: string, minute: number, more: Partial<CommentEntry> = {}): CommentEntry {
  return {
    identity,
    authorName: 'A reader',
    body: identity,
    status: 'APPROVED',
    createdAt: new Date(Date.UTC(2024, 4, 2, 0, minute)),
    ...more,
  };
}

function idOf(articleIdentity: string, identity: string): string {
  return encodeGlobalId('Comment', commentIdOf(articleIdOf(articleIdentity), identity));
}

async function one(selection: string, slug = 'tides') {
  const { data, errors } = await built.ask(
    `query ($slug: String!) { article(by: { slug: $slug }) { ${selection} } }`,
    { slug },
  );
  expect(errors).toBeUndefined();
  return data.article;
}

async function saidUnder(args: string): Promise<string[]> {
  const { comments } = await one(`comments${args} { nodes { body } }`);
  return comments.nodes.map(({ body }: { body: string }) => body);
}

async function firstComment(selection: string) {
  const { comments } = await one(`comments(first: 1) { nodes { ${selection} } }`);
  return comments.nodes[0];
}
