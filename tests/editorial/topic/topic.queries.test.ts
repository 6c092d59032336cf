import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../../src/graphql/global-id.js';
import { topicIdOf } from '../../../src/publishing/identity.js';
import { article, category, tag } from '../../support/entries.js';
import { type Stage, stage } from '../../support/stage.js';

const science = { ...category('Science'), description: 'What can be known.' };
const oceans = category('Oceans', 'science');
const tides = category('Tides', 'oceans');

let built: Stage;

beforeAll(async () => {
  built = await stage({
    topics: [science, oceans, tides, category('Éclairs'), category('Arts')],
    articles: [
      article({ title: 'Deep', topics: [tides], publishedAt: new Date('2024-05-01') }),
      article({ title: 'Wide', topics: [oceans, science], publishedAt: new Date('2024-05-02') }),
      article({
        title: 'Broad',
        topics: [science, tag('Oceans')],
        publishedAt: new Date('2024-05-03'),
      }),
      article({ title: 'Draft', topics: [science], status: 'DRAFT' }),
    ],
  });
});

describe('topic', () => {
  it('is found by slug', async () => {
    const { data } = await built.ask('{ topic(by: { slug: "oceans" }) { name } }');

    expect(data.topic).toEqual({ name: 'Oceans' });
  });

  it('is found by id', async () => {
    const id = encodeGlobalId('Topic', topicIdOf('CATEGORY', 'oceans'));

    const { data } = await built.ask(`{ topic(by: { id: "${id}" }) { name } }`);

    expect(data.topic).toEqual({ name: 'Oceans' });
  });

  it('is found as a node', async () => {
    const { id } = await one('oceans', 'id');

    const { data } = await built.ask(`{ node(id: "${id}") { ... on Topic { name } } }`);

    expect(data.node).toEqual({ name: 'Oceans' });
  });

  it('is null for an unknown slug', async () => {
    const { data } = await built.ask('{ topic(by: { slug: "nothing" }) { name } }');

    expect(data.topic).toBeNull();
  });

  it('refuses the id of another type', async () => {
    const id = encodeGlobalId('Author', 'x');

    const { errors } = await built.ask(`{ topic(by: { id: "${id}" }) { name } }`);

    expect(errors?.[0]?.extensions.code).toBe('INVALID_ID');
  });
});

describe('Topic.taxonomy', () => {
  it('distinguishes a category and a tag with the same name, which have different slugs', async () => {
    expect(await one('oceans', 'name taxonomy')).toEqual({ name: 'Oceans', taxonomy: 'CATEGORY' });
    expect(await one('oceans-tag', 'name taxonomy')).toEqual({ name: 'Oceans', taxonomy: 'TAG' });
  });
});

describe('Topic.description', () => {
  it('is the text from the source', async () => {
    expect(await one('science', 'description')).toEqual({ description: 'What can be known.' });
  });

  it('is null if the source gave none', async () => {
    expect(await one('oceans', 'description')).toEqual({ description: null });
  });
});

describe('Topic.parent', () => {
  it('is the topic one level up', async () => {
    expect(await one('tides', 'parent { name }')).toEqual({ parent: { name: 'Oceans' } });
  });

  it('is null for a root topic', async () => {
    expect(await one('science', 'parent { name }')).toEqual({ parent: null });
  });
});

describe('Topic.ancestors', () => {
  it('are listed from the root down to the parent', async () => {
    expect(await one('tides', 'ancestors { name }')).toEqual({
      ancestors: [{ name: 'Science' }, { name: 'Oceans' }],
    });
  });
});

describe('Topic.children', () => {
  it('are the topics one level down', async () => {
    expect(await one('science', 'children { totalCount nodes { name } }')).toEqual({
      children: { totalCount: 1, nodes: [{ name: 'Oceans' }] },
    });
  });
});

describe('Topic.articles', () => {
  it('are those of the topic and of its descendants, newest first', async () => {
    expect(await articlesOf('science', '')).toEqual(['broad', 'wide', 'deep']);
  });

  it('are only those of the topic itself on request', async () => {
    expect(await articlesOf('science', '(includeSubtopics: false)')).toEqual(['broad', 'wide']);
  });

  it('are sorted oldest first on request', async () => {
    expect(await articlesOf('science', '(orderBy: OLDEST_FIRST)')).toEqual([
      'deep',
      'wide',
      'broad',
    ]);
  });
});

describe('Topic.articleCount', () => {
  it('counts the published articles of the topic and of its descendants', async () => {
    expect(await one('science', 'articleCount')).toEqual({ articleCount: 3 });
    expect(await one('oceans', 'articleCount')).toEqual({ articleCount: 2 });
  });

  it('is 0 for a topic without articles', async () => {
    expect(await one('arts', 'articleCount')).toEqual({ articleCount: 0 });
  });
});

describe('topics', () => {
  it('are sorted by name, ignoring accents', async () => {
    expect(await namesIn('')).toEqual(['Arts', 'Éclairs', 'Oceans', 'Oceans', 'Science', 'Tides']);
  });

  it('are sorted by name in descending order on request', async () => {
    expect(await namesIn('(orderBy: NAME_DESCENDING, first: 2)')).toEqual(['Tides', 'Science']);
  });

  it.each([
    ['{ taxonomy: TAG }', ['Oceans']],
    ['{ isRoot: true }', ['Arts', 'Éclairs', 'Oceans', 'Science']],
    ['{ isRoot: true, taxonomy: CATEGORY }', ['Arts', 'Éclairs', 'Science']],
    ['{ parent: { slug: "oceans" } }', ['Tides']],
  ])('are restricted by the filter %s', async (filter, names) => {
    expect(await namesIn(`(filter: ${filter})`)).toEqual(names);
  });

  it('report an error for a parent that does not exist', async () => {
    const { errors } = await built.ask(
      '{ topics(filter: { parent: { slug: "nothing" } }) { totalCount } }',
    );

    expect(errors).toMatchObject([
      {
        message: 'Expected the id or slug of an existing topic, found the slug "nothing".',
        extensions: { code: 'UNKNOWN_FILTER_VALUE' },
      },
    ]);
  });
});

async function one(slug: string, selection: string) {
  const { data, errors } = await built.ask(
    `query ($slug: String!) { topic(by: { slug: $slug }) { ${selection} } }`,
    { slug },
  );
  expect(errors).toBeUndefined();
  return data.topic;
}

async function articlesOf(slug: string, args: string): Promise<string[]> {
  const { articles } = await one(slug, `articles${args} { nodes { slug } }`);
  return articles.nodes.map((each: { slug: string }) => each.slug);
}

async function namesIn(args: string): Promise<string[]> {
  const { data, errors } = await built.ask(`{ topics${args} { totalCount nodes { name } } }`);
  expect(errors).toBeUndefined();
  return data.topics.nodes.map(({ name }: { name: string }) => name);
}
