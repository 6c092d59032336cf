import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ArticleDocument } from '../../../src/editorial/article/article.document.js';
import { encodeGlobalId } from '../../../src/graphql/global-id.js';
import { articleIdOf, topicIdOf } from '../../../src/publishing/identity.js';
import { article, category } from '../../support/entries.js';
import { type Stage, stage } from '../../support/stage.js';
import {
  pagesBackward,
  pagesForward,
  type Turn,
  WALKED,
  walkBackward,
  walkForward,
} from '../../support/walk.js';

const science = category('Science');
const oceans = category('Oceans', 'science');

/** Nine related articles and their scores; the last three scores are equal. */
const SCORES = new Map([
  ['a', 0.9],
  ['b', 0.8],
  ['c', 0.7],
  ['d', 0.6],
  ['e', 0.5],
  ['f', 0.4],
  ['g', 0.3],
  ['h', 0.3],
  ['i', 0.3],
]);

let built: Stage;
let cards: readonly ArticleDocument[];

beforeAll(async () => {
  built = await stage({
    articles: [
      article({ title: 'Tides', topics: [oceans] }),
      ...[...SCORES.keys()].map((slug, index) =>
        article({
          title: slug,
          topics: index % 2 === 0 ? [oceans] : [],
          language: index < 3 ? 'pt-BR' : 'en',
        }),
      ),
    ],
    topics: [science],
  });
  cards = await built.db.collection<ArticleDocument>('articles').find().toArray();
});

beforeEach(async () => {
  await built.db.collection<ArticleDocument>('articles').deleteMany({});
  await built.db.collection<ArticleDocument>('articles').insertMany([...cards]);
  await relate(inOrder());
});

describe('Article.relatedPosts', () => {
  it('are sorted by score, highest first', async () => {
    expect(await slugsOf('first: 3')).toEqual(['a', 'b', 'c']);
  });

  it('returns all related articles if no page size is given', async () => {
    expect(await slugsOf('')).toHaveLength(9);
  });

  it('excludes a withdrawn article and fills the page with the next one', async () => {
    await withdraw('b');

    expect(await slugsOf('first: 3')).toEqual(['a', 'c', 'd']);
  });

  it('costs one more command if articles were withdrawn, whatever their number', async () => {
    await withdraw('a', 'c', 'e');

    await slugsOf('first: 2');

    expect(built.log.commands).toEqual(['find articles', 'find articles', 'find articles']);
  });

  it('is an empty list for an article without related articles', async () => {
    await relate([]);

    const { data } = await ask('relatedPosts { totalCount nodes { slug } }');

    expect(data.article.relatedPosts).toEqual({ totalCount: 0, nodes: [] });
  });

  it('returns each article once in both directions', async () => {
    const ids = inOrder().map((slug) => encodeGlobalId('Article', articleIdOf(`test:${slug}`)));

    expect(await walkForward(turn, 2)).toEqual(pagesForward(ids, 2));
    expect(await walkBackward(turn, 2)).toEqual(pagesBackward(ids, 2));
  });

  it('returns each article that stays once while others are withdrawn between pages', async () => {
    const [, , , , , , g = '', h = ''] = inOrder();

    const pages = await walkForward(turn, 7, async () => withdraw(g, 'a'));

    const seen = pages.flatMap(({ ids }) => ids);
    expect(seen).toContain(encodeGlobalId('Article', articleIdOf(`test:${h}`)));
    expect(new Set(seen).size).toBe(9);
  });

  it('continues after an article that a new list lacks, also among equal scores', async () => {
    const [, , , , , , g, ...others] = inOrder();
    const { pageInfo } = await turn('first: 7');
    await relate(inOrder().filter((slug) => slug !== g));

    const { edges } = await turn(`first: 7, after: "${pageInfo.endCursor}"`);

    expect(edges.map(({ node }) => node.id)).toEqual(
      others.map((slug) => encodeGlobalId('Article', articleIdOf(`test:${slug}`))),
    );
  });
});

describe('Article.relatedPosts(filter:)', () => {
  it('returns articles of a topic and of its descendants', async () => {
    expect(await slugsOf('first: 2, filter: { topic: { slug: "science" } }')).toEqual(['a', 'c']);
  });

  it('excludes the given ids', async () => {
    const id = encodeGlobalId('Article', articleIdOf('test:a'));

    expect(await slugsOf(`first: 2, filter: { withoutIds: ["${id}"] }`)).toEqual(['b', 'c']);
  });

  it('combines all conditions', async () => {
    const id = encodeGlobalId('Article', articleIdOf('test:a'));

    expect(
      await slugsOf(`first: 2, filter: { withoutIds: ["${id}"], topic: { slug: "oceans" } }`),
    ).toEqual(['c', 'e']);
  });

  it('reports an error for an unknown topic and still returns the article', async () => {
    const { data, errors } = await ask(
      'relatedPosts(filter: { topic: { slug: "nothing" } }) { totalCount }',
    );

    expect(data.article).toMatchObject({ relatedPosts: null });
    expect(errors?.[0]).toMatchObject({
      message: 'Expected the id or slug of an existing topic, found the slug "nothing".',
      extensions: { code: 'UNKNOWN_FILTER_VALUE' },
    });
  });

  it('has no language condition, since related articles have the language of the article', async () => {
    const { errors } = await ask('relatedPosts(filter: { language: "pt" }) { totalCount }');

    expect(errors?.[0]?.message).toBe('Field "language" is not defined by type "RelatedFilter".');
  });

  it('costs one command for the related articles, whatever their position in the list', async () => {
    await slugsOf('first: 1, filter: { withoutIds: [] }');

    expect(built.log.commands).toEqual(['find articles', 'find articles']);
  });

  it('counts the articles that match', async () => {
    const { data } = await ask(
      'relatedPosts(filter: { topic: { slug: "oceans" } }) { totalCount }',
    );

    expect(data.article.relatedPosts.totalCount).toBe(5);
  });
});

describe('RelatedPostEdge', () => {
  it('returns the score, the shared topics and the shared terms', async () => {
    const { data } = await ask(
      'relatedPosts(first: 1) { edges { score sharedTopics { name } sharedTerms node { slug } } }',
    );

    expect(data.article.relatedPosts.edges).toEqual([
      {
        score: 0.9,
        sharedTopics: [{ name: 'Oceans' }],
        sharedTerms: ['tide'],
        node: { slug: 'a' },
      },
    ]);
  });
});

/** The related articles in the order of the list: by score, and by id for equal scores. */
function inOrder(): string[] {
  const byId = [...SCORES.keys()].toSorted((a, b) =>
    articleIdOf(`test:${a}`) < articleIdOf(`test:${b}`) ? -1 : 1,
  );
  return byId.toSorted((a, b) => scoreOf(b) - scoreOf(a));
}

function scoreOf(slug: string): number {
  return SCORES.get(slug) ?? 0;
}

async function relate(slugs: readonly string[]): Promise<void> {
  const related = slugs.map((slug) => ({
    articleId: articleIdOf(`test:${slug}`),
    score: scoreOf(slug),
    sharedTopicIds: [topicIdOf('CATEGORY', 'oceans')],
    sharedTerms: ['tide'],
  }));
  await built.stores.article.setRelated(new Map([[articleIdOf('test:Tides'), related]]));
}

async function withdraw(...slugs: readonly string[]): Promise<void> {
  await built.db
    .collection<{ _id: string }>('articles')
    .updateMany(
      { _id: { $in: slugs.map((slug) => articleIdOf(`test:${slug}`)) } },
      { $set: { status: 'ARCHIVED', lists: [] } },
    );
}

const turn: Turn = async (args) => {
  const { data } = await ask(`relatedPosts(${args}) { ${WALKED} }`);
  return data.article.relatedPosts;
};

function ask(selection: string) {
  return built.ask(`{ article(by: { slug: "tides" }) { ${selection} } }`);
}

async function slugsOf(args: string): Promise<string[]> {
  const { data, errors } = await ask(`relatedPosts${args && `(${args})`} { nodes { slug } }`);
  expect(errors).toBeUndefined();
  return data.article.relatedPosts.nodes.map(({ slug }: { slug: string }) => slug);
}
