import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../src/graphql/global-id.js';
import { articleIdOf, authorIdOf, topicIdOf } from '../src/publishing/identity.js';
import { askCold, magazine, TALK_SLUG } from './support/magazine.js';
import type { Stage } from './support/stage.js';

let built: Stage;

beforeAll(async () => {
  built = await magazine();
});

/** A field, and the commands that it adds to those of its list, whatever the length of the list. */
type Edge = readonly [selection: string, commands: readonly string[]];

const OF_ARTICLES: readonly Edge[] = [
  ['title commentCount readingTime { label } image { url } source { name }', []],
  ['authors { name }', ['find authors']],
  ['topics { name }', ['find topics']],
  ['primaryTopic { name }', ['find topics']],
  ['body { text }', ['find bodies']],
  ['links { url }', ['find bodies']],
  ['body { html } links { text }', ['find bodies']],
  ['shares { total }', ['find shareCounts']],
  ['relatedPosts(first: 3) { nodes { title } pageInfo { hasNextPage } }', ['find articles']],
  ['relatedPosts { totalCount }', ['find articles']],
  ['relatedPosts(first: 3) { edges { sharedTopics { name } } }', ['find articles', 'find topics']],
  ['previous { title }', ['aggregate articles']],
  ['next { title }', ['aggregate articles']],
  ['next(within: TOPIC) { title }', ['aggregate articles']],
  ['comments(first: 3) { nodes { body } pageInfo { hasNextPage } }', ['aggregate comments']],
  ['comments { totalCount }', ['aggregate comments']],
];

describe('a list of articles', () => {
  it.each(OF_ARTICLES)(
    'costs the same number of commands for { %s } with 5 items as with 50',
    async (selection, commands) => {
      const [few, many] = await costs(
        (first) => `{ articles(first: ${first}) { nodes { ${selection} } } }`,
      );

      expect(many).toEqual(['find articles', ...commands]);
      expect(few).toHaveLength(many.length);
    },
  );

  it('needs one command for its length, whatever the length is', async () => {
    await askCold(built, '{ articles { totalCount } }');

    expect(built.log.commands).toEqual(['aggregate articles']);
  });

  it('needs one command to know whether items exist before a cursor', async () => {
    const { data } = await built.ask('{ articles(first: 3) { pageInfo { endCursor } } }');
    const after = data.articles.pageInfo.endCursor;

    await askCold(
      built,
      'query ($after: String) { articles(after: $after) { pageInfo { hasPreviousPage } } }',
      { after },
    );

    expect(built.log.commands).toEqual(['find articles', 'find articles']);
  });
});

const OF_TOPICS: readonly Edge[] = [
  ['name taxonomy', []],
  ['parent { name }', ['find topics']],
  ['ancestors { name }', ['find topics']],
  ['children { nodes { name } }', ['aggregate topics']],
  ['children { totalCount }', ['aggregate topics']],
  ['articles(first: 2) { nodes { title } }', ['aggregate articles']],
  ['articles(includeSubtopics: false) { nodes { title } }', ['aggregate articles']],
  ['articles { totalCount }', ['aggregate articles']],
  ['articleCount', ['find listCounts', 'aggregate articles']],
];

describe('a list of topics', () => {
  it.each(OF_TOPICS)(
    'costs the same number of commands for { %s } with 5 items as with 50',
    async (selection, commands) => {
      const [few, many] = await costs(
        (first) =>
          `{ topics(first: ${first}, filter: { taxonomy: CATEGORY }) { nodes { ${selection} } } }`,
      );

      expect(many).toEqual(['find topics', ...commands]);
      expect(few).toHaveLength(many.length);
    },
  );

  it('needs one command for its length', async () => {
    await askCold(built, '{ topics { totalCount } }');

    expect(built.log.commands).toEqual(['aggregate topics']);
  });
});

const OF_AUTHORS: readonly Edge[] = [
  ['name bio', []],
  ['articles(first: 2) { nodes { title } }', ['aggregate articles']],
  ['articles { totalCount }', ['aggregate articles']],
  ['articleCount', ['find listCounts', 'aggregate articles']],
];

describe('a list of authors', () => {
  it.each(OF_AUTHORS)(
    'costs the same number of commands for { %s } with 5 items as with 50',
    async (selection, commands) => {
      const [few, many] = await costs(
        (first) => `{ authors(first: ${first}) { nodes { ${selection} } } }`,
      );

      expect(many).toEqual(['find authors', ...commands]);
      expect(few).toHaveLength(many.length);
    },
  );

  it('needs one command for its length', async () => {
    await askCold(built, '{ authors { totalCount } }');

    expect(built.log.commands).toEqual(['aggregate authors']);
  });
});

const OF_COMMENTS: readonly Edge[] = [
  ['body', []],
  ['replies { body }', ['aggregate comments']],
  ['replyCount', ['aggregate comments']],
  ['allReplies(first: 1) { nodes { body } }', ['aggregate comments']],
  ['allReplies { totalCount }', ['aggregate comments']],
  ['article { title }', ['find articles']],
];

describe('a list of comments', () => {
  it.each(OF_COMMENTS)(
    'costs the same number of commands for { %s } with 5 items as with 50',
    async (selection, commands) => {
      const [few, many] = await costs(
        (first) => `{ article(by: { slug: "${TALK_SLUG}" }) {
        comments(first: ${first}) { nodes { ${selection} } } } }`,
      );

      expect(many).toEqual(['find articles', 'find comments', ...commands]);
      expect(few).toHaveLength(many.length);
    },
  );
});

describe('nodes', () => {
  it('needs one command per type, for 6 ids as for 60', async () => {
    const idsOf = (count: number) =>
      Array.from({ length: count }, (_, index) => [
        encodeGlobalId('Article', articleIdOf(`test:story-${index}`)),
        encodeGlobalId('Author', authorIdOf(`test:Author ${index}`)),
        encodeGlobalId('Topic', topicIdOf('TAG', `tag-${index}`)),
      ]).flat();

    for (const count of [2, 20]) {
      const { data } = await askCold(built, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        ids: idsOf(count),
      });
      expect(data.nodes).not.toContain(null);
      expect(built.log.commands.toSorted()).toEqual([
        'find articles',
        'find authors',
        'find topics',
      ]);
    }
  });
});

/** The commands for 5 items and for 50. */
async function costs(query: (first: number) => string): Promise<readonly [string[], string[]]> {
  const few = await askCold(built, query(5));
  expect(few.errors).toBeUndefined();
  const fewCommands = built.log.commands;
  const many = await askCold(built, query(50));
  expect(many.errors).toBeUndefined();
  return [fewCommands, built.log.commands];
}
