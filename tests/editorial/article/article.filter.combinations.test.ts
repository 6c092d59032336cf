import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../../src/graphql/global-id.js';
import { article, author, category } from '../../support/entries.js';
import { type Stage, stage } from '../../support/stage.js';

let built: Stage;

beforeAll(async () => {
  built = await stage({
    topics: [category('Science')],
    articles: [article({ title: 'Tides', topics: [category('Oceans')], authors: [author('Ada')] })],
  });
});

/** One value for each condition of a filter. */
const PARTS: Readonly<Record<string, unknown>> = {
  topic: { slug: 'oceans' },
  author: { slug: 'ada' },
  language: 'en',
  readingTime: { maxMinutes: 10 },
  published: { from: '2024-05-01' },
  withoutIds: [encodeGlobalId('Article', 'x')],
  includeSubtopics: false,
  ids: [encodeGlobalId('Article', 'x')],
  slugs: ['tides'],
};

const COMBINATIONS = [...combinations(Object.keys(PARTS))].filter(({ length }) => length <= 4);
const OFFERED = COMBINATIONS.filter(isOffered);
const REFUSED = COMBINATIONS.filter((names) => !isOffered(names));

describe('ArticleFilter', () => {
  it.each(OFFERED.map((names) => [names.join(' and ')]))('accepts %s', async (name) => {
    const { errors } = await ask(name);

    expect(errors).toBeUndefined();
  });

  it('refuses every other combination and names the conditions found', async () => {
    expect(REFUSED.length).toBeGreaterThan(150);
    for (const names of REFUSED) {
      const { errors } = await ask(names.join(' and '));

      expect(errors, names.join(' and ')).toHaveLength(1);
      expect(errors?.[0]?.extensions.code).toBe('UNSUPPORTED_FILTER');
      for (const name of names) expect(errors?.[0]?.message).toContain(`"${name}`);
    }
  });

  it('lists the possible combinations in the error message', async () => {
    const { errors } = await ask('author and language');

    expect(errors?.[0]?.message).toBe(
      'This combination is not supported: "author", "language". Expected topic, author, language or ' +
        'readingTime alone, or topic with one of the other three, each with or without published and ' +
        'withoutIds; includeSubtopics: false only with topic alone; ids or slugs alone.',
    );
  });

  it('treats null as a condition that is left out', async () => {
    const filter = Object.fromEntries(Object.keys(PARTS).map((name) => [name, null]));

    const { errors } = await askFor({ ...filter, topic: PARTS.topic });

    expect(errors).toBeUndefined();
  });
});

describe('TopicFilter', () => {
  it.each([
    { parent: { slug: 'science' }, taxonomy: 'CATEGORY' },
    { parent: { slug: 'science' }, isRoot: true },
    { parent: { slug: 'science' }, taxonomy: 'TAG', isRoot: true },
  ])('refuses %j', async (filter) => {
    const { errors } = await askTopics(filter);

    expect(errors?.[0]?.extensions.code).toBe('UNSUPPORTED_FILTER');
  });

  it.each([
    {},
    { taxonomy: 'TAG' },
    { isRoot: true },
    { isRoot: false },
    { taxonomy: 'CATEGORY', isRoot: true },
    { parent: { slug: 'science' } },
  ])('accepts %j', async (filter) => {
    const { errors } = await askTopics(filter);

    expect(errors).toBeUndefined();
  });
});

function ask(names: string) {
  return askFor(Object.fromEntries(names.split(' and ').map((name) => [name, PARTS[name]])));
}

function askFor(filter: Readonly<Record<string, unknown>>) {
  return built.ask(
    'query ($filter: ArticleFilter) { articles(filter: $filter) { nodes { slug } totalCount } }',
    { filter },
  );
}

function askTopics(filter: Readonly<Record<string, unknown>>) {
  return built.ask(
    'query ($filter: TopicFilter) { topics(filter: $filter) { nodes { slug } totalCount } }',
    { filter },
  );
}

/**
 * Whether the schema's description allows the combination; written independently of the code under
 * test.
 */
function isOffered(names: readonly string[]): boolean {
  const has = (name: string) => names.includes(name);
  if (has('ids') || has('slugs')) return names.length === 1;
  const beside = ['author', 'language', 'readingTime'].filter(has).length;
  if (has('includeSubtopics')) return has('topic') && beside === 0;
  return beside <= 1;
}

/** All combinations of one or more names. */
function* combinations(names: readonly string[]): Generator<string[]> {
  const [first, ...rest] = names;
  if (first === undefined) return;
  yield [first];
  for (const others of combinations(rest)) {
    yield others;
    yield [first, ...others];
  }
}
