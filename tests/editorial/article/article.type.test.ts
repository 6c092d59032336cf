import { beforeAll, describe, expect, it } from 'vitest';
import { decodeGlobalId } from '../../../src/graphql/global-id.js';
import { article, author, category, tag } from '../../support/entries.js';
import { type Stage, stage } from '../../support/stage.js';

const ada = author('Ada');
const bo = author('Bo');
const oceans = category('Oceans');
const NOW = new Date('2024-06-01T12:00:00Z');

let built: Stage;

beforeAll(async () => {
  built = await stage({
    now: NOW,
    articles: [
      article({
        title: 'Tides & <em>Time</em>',
        slug: 'tides',
        standfirst: 'Why the sea <b>waits</b> for no one.',
        excerpt: 'A few words of the source’s own.',
        html: `<p>${'word '.repeat(400)}</p>`,
        language: 'en-GB',
        publishedAt: new Date('2024-05-01T08:00:00.123Z'),
        updatedAt: new Date('2024-05-02T09:30:00Z'),
        authors: [bo, ada],
        topics: [oceans, tag('Moon'), category('Science')],
        comments: [comment('a'), comment('b', 'a'), { ...comment('c'), status: 'PENDING' }],
      }),
      article({ title: 'Bare', html: '<p>First sentence. And a second one.</p>' }),
      article({ title: '', slug: 'untitled', html: '<p>It began with a storm. Then rain.</p>' }),
      article({
        title: 'Soon',
        status: 'SCHEDULED',
        publishedAt: new Date('2024-05-31T00:00:00Z'),
      }),
      article({ title: 'Leer', slug: 'ungewiss', html: '<p>12 34</p>', language: 'und' }),
    ],
  });
});

describe('Article.id', () => {
  it('contains the type and finds the article again', async () => {
    const { id } = await one('id');

    const { data } = await built.ask(`{ node(id: "${id}") { ... on Article { slug } } }`);

    expect(decodeGlobalId(id).typename).toBe('Article');
    expect(data.node).toEqual({ slug: 'tides' });
  });
});

describe('Article.slug', () => {
  it('is the last segment of the URL', async () => {
    expect(await one('slug')).toEqual({ slug: 'tides' });
  });

  it('stays the same when the source changes its slug, and the new slug also resolves', async () => {
    const first = article({ title: 'Old', identity: 'renamed', slug: 'old-name' });
    await built.publish([first]);
    await built.publish([{ ...first, slug: 'new-name' }]);

    expect(await one('slug', 'old-name')).toEqual({ slug: 'old-name' });
    expect(await one('slug', 'new-name')).toEqual({ slug: 'old-name' });
  });
});

describe('Article.url', () => {
  it('is the absolute URL on this site', async () => {
    expect(await one('url')).toEqual({ url: 'https://magazine.example/tides' });
  });
});

describe('Article.title', () => {
  it('is the headline', async () => {
    expect(await one('title', 'bare')).toEqual({ title: 'Bare' });
  });

  it('is the beginning of the text if the source has none', async () => {
    const { title } = await one('title', 'untitled');

    expect(title).toMatch(/^It began with a storm/);
  });
});

describe('Article.standfirst', () => {
  it('is plain text', async () => {
    expect(await one('standfirst')).toEqual({ standfirst: 'Why the sea waits for no one.' });
  });

  it('is null if the article has none', async () => {
    expect(await one('standfirst', 'bare')).toEqual({ standfirst: null });
  });
});

describe('Article.excerpt', () => {
  it('is the excerpt from the source', async () => {
    expect(await one('excerpt')).toEqual({ excerpt: 'A few words of the source’s own.' });
  });

  it('is the beginning of the text if the source has none', async () => {
    const { excerpt } = await one('excerpt', 'bare');

    expect(excerpt).toBe('First sentence. And a second one.');
  });
});

describe('Article.language', () => {
  it('is the language tag from the source', async () => {
    expect(await one('language')).toEqual({ language: 'en-GB' });
  });

  it('is und if the language cannot be detected', async () => {
    expect(await one('language', 'ungewiss')).toEqual({ language: 'und' });
  });
});

describe('Article.status', () => {
  it('is PUBLISHED for a published article', async () => {
    expect(await one('status')).toEqual({ status: 'PUBLISHED' });
  });

  it('is PUBLISHED for a scheduled article from its publication time on', async () => {
    expect(await one('status', 'soon')).toEqual({ status: 'PUBLISHED' });
  });
});

describe('Article.publishedAt', () => {
  it('is the time in UTC, to the millisecond', async () => {
    expect(await one('publishedAt')).toEqual({ publishedAt: '2024-05-01T08:00:00.123Z' });
  });
});

describe('Article.updatedAt', () => {
  it('is the time of the last change', async () => {
    expect(await one('updatedAt')).toEqual({ updatedAt: '2024-05-02T09:30:00.000Z' });
  });

  it('is the publication time if the source gives no other', async () => {
    expect(await one('updatedAt', 'bare')).toEqual({ updatedAt: '2024-05-01T08:00:00.000Z' });
  });
});

describe('Article.wordCount', () => {
  it('counts the words of the text', async () => {
    expect(await one('wordCount')).toEqual({ wordCount: 400 });
  });
});

describe('Article.commentCount', () => {
  it('counts the visible comments, replies included', async () => {
    expect(await one('commentCount')).toEqual({ commentCount: 2 });
  });
});

describe('Article.authors', () => {
  it('are in byline order', async () => {
    expect(await one('authors { name }')).toEqual({ authors: [{ name: 'Bo' }, { name: 'Ada' }] });
  });

  it('is empty for an article without a byline', async () => {
    expect(await one('authors { name }', 'bare')).toEqual({ authors: [] });
  });

  it('excludes an author that does not exist any more', async () => {
    await built.publish([article({ title: 'Orphan', authors: [author('Gone'), ada] })]);
    await built.db.collection('authors').deleteOne({ slug: 'gone' });

    expect(await one('authors { name }', 'orphan')).toEqual({ authors: [{ name: 'Ada' }] });
  });
});

describe('Article.topics', () => {
  it('are in the order of the source, the primary topic first, without ancestors', async () => {
    expect(await one('topics { name taxonomy }')).toEqual({
      topics: [
        { name: 'Oceans', taxonomy: 'CATEGORY' },
        { name: 'Moon', taxonomy: 'TAG' },
        { name: 'Science', taxonomy: 'CATEGORY' },
      ],
    });
  });
});

describe('Article.primaryTopic', () => {
  it('is the first topic', async () => {
    expect(await one('primaryTopic { name }')).toEqual({ primaryTopic: { name: 'Oceans' } });
  });

  it('is null for an article without topics', async () => {
    expect(await one('primaryTopic { name }', 'bare')).toEqual({ primaryTopic: null });
  });
});

/** Queries some fields of one article. */
async function one(selection: string, slug = 'tides') {
  const { data, errors } = await built.ask(
    `query ($slug: String!) { article(by: { slug: $slug }) { ${selection} } }`,
    { slug },
  );
  expect(errors).toBeUndefined();
  return data.article;
}

function comment(identity: string, parentIdentity?: string) {
  return {
    identity,
    ...(parentIdentity === undefined ? {} : { parentIdentity }),
    authorName: 'Kim',
    body: 'Well said.',
    status: 'APPROVED' as const,
    createdAt: NOW,
  };
}
