import { readConfig } from '../../src/config.js';
import type { References } from '../../src/context.js';
import { readerContext } from '../../src/database/read-context.js';
import { ReferenceCache } from '../../src/database/reference-cache.js';
import { createSchema } from '../../src/graphql/schema.js';
import { createHandler } from '../../src/http/handler.js';
import { SILENT_LOG } from '../../src/log.js';
import type { ArticleEntry, CommentEntry } from '../../src/publishing/entry.js';
import { articleIdOf, topicIdOf } from '../../src/publishing/identity.js';
import { article, author, category, tag } from './entries.js';
import { type Answer, askHandler, SITE_URL, type Stage, stage } from './stage.js';

/** The number of articles on the front page; the older ones are only related articles of these. */
const ON_THE_FRONT = 50;
const BEHIND = 12;

/**
 * A magazine in which every article has a value for every field: authors, topics in a tree, a
 * source, a picture, links, shares, comments with replies, and related articles that are not on the
 * front page.
 */
export async function magazine(): Promise<Stage> {
  const entries = Array.from({ length: ON_THE_FRONT + BEHIND }, (_, index) => entryAt(index));
  const built = await stage({ articles: entries });
  await built.stores.article.setRelated(
    new Map(entries.map(({ identity }, index) => [articleIdOf(identity), relatedOf(index)])),
  );
  return built;
}

const { limits, surface } = readConfig({});
const schema = createSchema();

/** Sends a query to a gateway whose cache of topics and authors is empty, as after its start. */
export async function askCold(
  on: Stage,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const kept = { max: 1_000, maxAgeMilliseconds: 10_000 };
  const references: References = {
    topics: new ReferenceCache(kept),
    authors: new ReferenceCache(kept),
  };
  const handler = createHandler({
    schema,
    limits,
    surface,
    log: SILENT_LOG,
    costOf: () => undefined,
    isReady: async () => true,
    context: ({ signal }) => ({
      readContext: readerContext(new Date(), signal),
      stores: on.stores,
      references,
      siteUrl: SITE_URL,
      limits,
    }),
  });
  on.log.clear();
  return askHandler({ stores: on.stores, handler }, query, variables);
}

/** The slug of an article on the front page; 0 is the latest article. */
export function frontSlug(place: number): string {
  return `story-${ON_THE_FRONT + BEHIND - 1 - place}`;
}

function entryAt(index: number): ArticleEntry {
  return article({
    title: `Story ${index}`,
    slug: `story-${index}`,
    publishedAt: new Date(Date.parse('2024-05-01T08:00:00Z') + index * 60_000),
    html: `<p>Story ${index}. <a href="https://elsewhere.example/${index}">Read more</a></p>`,
    standfirst: `What happened at number ${index}.`,
    authors: [author(`Author ${index}`), author(`Author ${index + 1}`)],
    topics: [
      category(`Topic ${index}`, index % 5 === 0 ? undefined : `topic-${index - (index % 5)}`),
      tag(`Tag ${index}`),
    ],
    source: { name: 'The Source', url: `https://source.example/${index}` },
    image: {
      url: `https://pictures.example/${index}.jpg`,
      alt: 'A street',
      width: 800,
      height: 600,
    },
    shares: { EMAIL: index + 1, X: 2 },
    comments:
      index === ON_THE_FRONT ? manyThreads() : [thread(0), reply(0), reply(0, 1), thread(1)],
  });
}

/** The slug of an article with a long discussion. */
export const TALK_SLUG = `story-${ON_THE_FRONT}`;

function manyThreads(): CommentEntry[] {
  return Array.from({ length: 55 }, (_, index) => [
    thread(index),
    reply(index),
    reply(index, 1),
  ]).flat();
}

function thread(index: number): CommentEntry {
  return said(`thread ${index}`, index);
}

function reply(to: number, number = 0): CommentEntry {
  return { ...said(`reply ${to} ${number}`, to), parentIdentity: `thread ${to}` };
}

function said(identity: string, minute: number): CommentEntry {
  return {
    identity,
    authorName: 'Kim',
    body: `I say ${identity}.`,
    status: 'APPROVED',
    createdAt: new Date(Date.parse('2024-05-02T08:00:00Z') + minute * 60_000),
  };
}

function relatedOf(index: number) {
  return Array.from({ length: 5 }, (_, step) => (index + step + 1) % BEHIND)
    .filter((other) => other !== index)
    .map((other, place) => ({
      articleId: articleIdOf(`test:story-${other}`),
      score: 0.9 - place / 10,
      sharedTopicIds: [topicIdOf('TAG', `tag-${other}`)],
      sharedTerms: ['story'],
    }));
}
