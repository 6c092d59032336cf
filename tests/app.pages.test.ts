import { beforeAll, describe, expect, it } from 'vitest';
import { askCold, frontSlug, magazine, TALK_SLUG } from './support/magazine.js';
import { ARTICLE_PAGE, FRONT_PAGE } from './support/pages.js';
import type { Stage } from './support/stage.js';

let built: Stage;

beforeAll(async () => {
  built = await magazine();
});

/** The query of the front page with fewer articles. */
const SHORT_FRONT_PAGE = FRONT_PAGE.replace('first: 50', 'first: 5');

describe('the front page', () => {
  it('returns 50 articles with all requested fields', async () => {
    const { data, errors } = await askCold(built, FRONT_PAGE);

    expect(errors).toBeUndefined();
    expect(data.articles.nodes).toHaveLength(50);
    for (const node of data.articles.nodes) {
      expect(node).toMatchObject({
        image: { alt: 'A street' },
        authors: [{}, {}],
        topics: [{}, {}],
        relatedPosts: { nodes: [{}, {}] },
      });
    }
  });

  it.each([FRONT_PAGE, SHORT_FRONT_PAGE])('costs four commands with empty caches', async (page) => {
    await askCold(built, page);

    expect(built.log.commands.toSorted()).toEqual([
      'find articles',
      'find articles',
      'find authors',
      'find topics',
    ]);
  });

  it.each([FRONT_PAGE, SHORT_FRONT_PAGE])('takes two rounds of parallel commands', async (page) => {
    await askCold(built, page);

    expect(built.log.waves).toBe(2);
  });

  it.each([FRONT_PAGE, SHORT_FRONT_PAGE])(
    'costs two commands when topics and authors are cached',
    async (page) => {
      await built.ask(FRONT_PAGE);

      await built.ask(page);

      expect(built.log.commands).toEqual(['find articles', 'find articles']);
    },
  );
});

/** One article with four comments, and one with a long comment thread. */
const SLUGS = [frontSlug(3), TALK_SLUG];

describe('the article page', () => {
  it('returns all requested fields', async () => {
    const { data, errors } = await askCold(built, ARTICLE_PAGE, { slug: TALK_SLUG });

    expect(errors).toBeUndefined();
    expect(data.article).toMatchObject({
      authors: [{}, {}],
      topics: [{}, {}],
      links: [{ text: 'Read more' }],
      shares: { byChannel: [{}, {}] },
      relatedPosts: { edges: [{}, {}, {}, {}] },
      previous: {},
      next: {},
    });
    expect(data.article.comments.edges).toHaveLength(10);
    expect(data.article.comments.edges[0].node.replies).toHaveLength(2);
  });

  it.each(SLUGS)('costs twelve commands with empty caches: %s', async (slug) => {
    await askCold(built, ARTICLE_PAGE, { slug });

    expect(built.log.commands).toHaveLength(12);
  });

  it.each(SLUGS)('takes at most four rounds of parallel commands: %s', async (slug) => {
    await askCold(built, ARTICLE_PAGE, { slug });

    expect(built.log.waves).toBeLessThanOrEqual(4);
  });

  it.each(SLUGS)('costs eight commands when topics and authors are cached: %s', async (slug) => {
    await built.ask(ARTICLE_PAGE, { slug });

    await built.ask(ARTICLE_PAGE, { slug });

    expect(built.log.commands).toHaveLength(8);
  });

  it('costs no more for an article without authors, topics, shares and comments', async () => {
    await built.publish([
      {
        identity: 'bare',
        place: 'test',
        title: 'Bare',
        html: '<p>Bare.</p>',
        status: 'PUBLISHED',
        publishedAt: new Date('2024-05-01'),
        authors: [],
        topics: [],
      },
    ]);

    await askCold(built, ARTICLE_PAGE, { slug: 'bare' });

    expect(built.log.commands.length).toBeLessThanOrEqual(12);
  });
});
