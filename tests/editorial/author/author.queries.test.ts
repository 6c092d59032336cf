import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../../src/graphql/global-id.js';
import { authorIdOf } from '../../../src/publishing/identity.js';
import { article, author } from '../../support/entries.js';
import { type Stage, stage } from '../../support/stage.js';

const ada = { ...author('Ada'), bio: 'Writes on tides.' };
const bo = author('Bo');
const abel = author('Äbel');
const otherAda = { ...author('Ada'), identity: 'test:another Ada' };

let built: Stage;

beforeAll(async () => {
  built = await stage({
    authors: [ada, bo, abel, otherAda, author('Nobody yet')],
    articles: [
      article({ title: 'One', authors: [ada], publishedAt: new Date('2024-05-01') }),
      article({ title: 'Two', authors: [bo, ada], publishedAt: new Date('2024-05-02') }),
      article({ title: 'Three', authors: [abel], publishedAt: new Date('2024-04-01') }),
      article({ title: 'Four', authors: [otherAda], publishedAt: new Date('2024-04-02') }),
      article({ title: 'Draft', authors: [ada, author('Nobody yet')], status: 'DRAFT' }),
    ],
  });
});

describe('author', () => {
  it('is found by slug', async () => {
    expect(await one('ada', 'name')).toEqual({ name: 'Ada' });
  });

  it('is found by id', async () => {
    const id = encodeGlobalId('Author', authorIdOf('test:Ada'));

    const { data } = await built.ask(`{ author(by: { id: "${id}" }) { slug } }`);

    expect(data.author).toEqual({ slug: 'ada' });
  });

  it('is found as a node', async () => {
    const { id } = await one('bo', 'id');

    const { data } = await built.ask(`{ node(id: "${id}") { ... on Author { slug } } }`);

    expect(data.node).toEqual({ slug: 'bo' });
  });

  it('is null for an unknown slug', async () => {
    expect(await one('nobody', 'name')).toBeNull();
  });

  it('refuses the id of another type', async () => {
    const id = encodeGlobalId('Topic', 'x');

    const { errors } = await built.ask(`{ author(by: { id: "${id}" }) { name } }`);

    expect(errors?.[0]?.extensions.code).toBe('INVALID_ID');
  });
});

describe('Author.slug', () => {
  it('differs for two people with the same name', async () => {
    expect(await one('ada-2', 'name')).toEqual({ name: 'Ada' });
  });
});

describe('Author.bio', () => {
  it('is the text from the source', async () => {
    expect(await one('ada', 'bio')).toEqual({ bio: 'Writes on tides.' });
  });

  it('is null if the source gave none', async () => {
    expect(await one('bo', 'bio')).toEqual({ bio: null });
  });
});

describe('Author.articles', () => {
  it('are those written alone or with co-authors, newest first', async () => {
    const { articles } = await one('ada', 'articles { totalCount nodes { slug } }');

    expect(articles).toEqual({ totalCount: 2, nodes: [{ slug: 'two' }, { slug: 'one' }] });
  });

  it('are sorted oldest first on request', async () => {
    const { articles } = await one('ada', 'articles(orderBy: OLDEST_FIRST) { nodes { slug } }');

    expect(articles.nodes).toEqual([{ slug: 'one' }, { slug: 'two' }]);
  });
});

describe('Author.articleCount', () => {
  it('counts the published articles', async () => {
    expect(await one('ada', 'articleCount')).toEqual({ articleCount: 2 });
  });

  it('counts separately for two people with the same name', async () => {
    expect(await one('ada-2', 'articleCount')).toEqual({ articleCount: 1 });
  });
});

describe('authors', () => {
  it('are sorted by name, ignoring accents, without people who never published', async () => {
    const { data } = await built.ask('{ authors { totalCount nodes { name } } }');

    expect(data.authors).toEqual({
      totalCount: 4,
      nodes: [{ name: 'Äbel' }, { name: 'Ada' }, { name: 'Ada' }, { name: 'Bo' }],
    });
  });

  it('are sorted by name in descending order on request', async () => {
    const { data } = await built.ask(
      '{ authors(orderBy: NAME_DESCENDING, first: 1) { nodes { name } } }',
    );

    expect(data.authors.nodes).toEqual([{ name: 'Bo' }]);
  });
});

async function one(slug: string, selection: string) {
  const { data, errors } = await built.ask(
    `query ($slug: String!) { author(by: { slug: $slug }) { ${selection} } }`,
    { slug },
  );
  expect(errors).toBeUndefined();
  return data.author;
}
