import type { Collection, Db, Filter } from 'mongodb';
import { UNORDERED } from '../../database/bulk.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findAfterId, findByIds, findEach, findMany } from '../../database/find.js';
import { keysetSlice } from '../../database/keyset.js';
import type { ReadContext } from '../../database/read-context.js';
import { readSlices } from '../../database/slices.js';
import { publicationBounds, visibleArticles } from '../visibility/visibility.js';
import { type CountRequest, countArticles } from './article.counting.js';
import type { ArticleDocument, PublishedArticle, RelatedDocument } from './article.document.js';
import type { ArticleListRequest } from './article.list-request.js';
import { articleSchema } from './article.schema.js';
import { type CardWriting, cardWriting } from './article.writing.js';

/** The collection of article cards, with the indexes that the queries below use. */
export const articlePlan: CollectionPlan = {
  name: 'articles',
  schema: articleSchema,
  indexes: [
    { name: 'slugs', key: { slugs: 1 }, options: { unique: true } },
    { name: 'addresses', key: { 'addresses.path': 1 }, options: { sparse: true } },
    { name: 'lists', key: { lists: 1, publishedAt: -1, _id: -1 } },
    { name: 'sourceUrl', key: { 'source.url': 1 }, options: { sparse: true } },
  ],
};

/** All reads and writes of article cards. */
export interface ArticleStore extends CardWriting {
  /** The visible articles with these ids, in no particular order. */
  findByIds(readContext: ReadContext, ids: readonly string[]): Promise<PublishedArticle[]>;
  /** The visible articles with these slugs, current or earlier, in no particular order. */
  findBySlugs(readContext: ReadContext, slugs: readonly string[]): Promise<PublishedArticle[]>;
  /** One page per request, in the order of the requests, in one command. */
  findStretches(
    readContext: ReadContext,
    requests: readonly ArticleListRequest[],
  ): Promise<PublishedArticle[][]>;
  /**
   * The number of visible articles in each selection, in the order of the requests; from the index
   * only.
   */
  count(readContext: ReadContext, requests: readonly CountRequest[]): Promise<number[]>;
  /** The list keys of each visible article, to count all lists in one pass. */
  listsOfAll(readContext: ReadContext): AsyncIterable<readonly number[]>;
  /** Those of the given slugs that belong to an article in any state. */
  findTakenSlugs(readContext: ReadContext, slugs: readonly string[]): Promise<string[]>;
  /** The cards with these ids in any state; for the pipeline only. */
  findCards(readContext: ReadContext, ids: readonly string[]): Promise<ArticleDocument[]>;
  /** The cards after an id, sorted by id, in any state; for exports only. */
  findAfter(readContext: ReadContext, id: string, limit: number): Promise<ArticleDocument[]>;
  /**
   * Sets topic paths and lists of articles whose card was not changed since it was read. Returns
   * whether this was true for all; a changed card is skipped.
   */
  setPlaces(places: readonly ArticlePlace[]): Promise<boolean>;
  /** The stored numbers of visible comments of these articles, in any state. */
  findCommentCounts(
    readContext: ReadContext,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, number>>;
  /** Sets only the numbers of visible comments. */
  setCommentCounts(counts: ReadonlyMap<string, number>): Promise<void>;
  /** Sets only the related articles. */
  setRelated(related: ReadonlyMap<string, readonly RelatedDocument[]>): Promise<void>;
}

/**
 * The topic paths and lists of an article, with the version of the card they were computed from.
 */
export interface ArticlePlace {
  readonly card: Pick<ArticleDocument, '_id' | 'revision' | 'entryHash'>;
  readonly topicPathIds: readonly string[];
  readonly lists: readonly number[];
}

/** Creates the store of article cards in a database. */
export function articleStore(db: Db): ArticleStore {
  const cards = collectionOf<ArticleDocument>(db, articlePlan);
  return {
    ...cardWriting(cards),
    findByIds: (readContext, ids) =>
      findVisible(readContext, cards, { _id: { $in: [...ids] } }, '_id_', ids.length),
    findBySlugs: (readContext, slugs) =>
      findVisible(readContext, cards, { slugs: { $in: [...slugs] } }, 'slugs', slugs.length),
    findStretches: (readContext, requests) => findStretches(readContext, cards, requests),
    count: (readContext, requests) => countArticles(readContext, cards, requests),
    findTakenSlugs: async (readContext, slugs) => {
      const filter = { slugs: { $in: [...slugs] } };
      const plan = { filter, hint: 'slugs', projection: { _id: 0, slugs: 1 } };
      const asked = new Set(slugs);
      const found = await findMany(readContext, cards, plan);
      return found.flatMap((card) => card.slugs.filter((slug) => asked.has(slug)));
    },
    listsOfAll: (readContext) => listsOfAll(readContext, cards),
    findCards: (readContext, ids) => findByIds(readContext, cards, ids),
    findAfter: (readContext, id, limit) => findAfterId(readContext, cards, id, limit),
    setPlaces: (places) => setPlaces(cards, places),
    findCommentCounts: async (readContext, ids) => {
      const filter = { _id: { $in: [...ids] } };
      const plan = { filter, hint: '_id_', projection: { commentCount: 1 } };
      const found = await findMany(readContext, cards, { ...plan, batchSize: ids.length });
      return new Map(found.map(({ _id, commentCount }) => [_id, commentCount]));
    },
    setCommentCounts: (counts) => setEach(cards, counts, (commentCount) => ({ commentCount })),
    setRelated: (related) => setEach(cards, related, (list) => ({ related: [...list] })),
  };
}

async function findVisible(
  readContext: ReadContext,
  cards: Collection<ArticleDocument>,
  filter: Filter<ArticleDocument>,
  hint: string,
  batchSize: number,
): Promise<PublishedArticle[]> {
  if (batchSize === 0) return [];
  const found = await findMany(readContext, cards, {
    filter: { $and: [filter, visibleArticles(readContext)] },
    hint,
    batchSize,
  });
  return found.filter(isDated);
}

async function* listsOfAll(
  readContext: ReadContext,
  cards: Collection<ArticleDocument>,
): AsyncGenerator<readonly number[]> {
  const plan = {
    hint: 'lists',
    projection: { _id: 0, lists: 1 },
    filter: visibleArticles(readContext),
  };
  for await (const { lists } of findEach(readContext, cards, plan)) yield lists;
}

async function findStretches(
  readContext: ReadContext,
  cards: Collection<ArticleDocument>,
  requests: readonly ArticleListRequest[],
): Promise<PublishedArticle[][]> {
  const slices = requests.map((request) =>
    keysetSlice<ArticleDocument>({
      ...request,
      lists: request.keys.map((key) => ({ lists: key })),
      sortField: 'publishedAt',
      direction: request.order === 'NEWEST_FIRST' ? -1 : 1,
      bounds: publicationBounds(readContext, request),
    }),
  );
  const stretches = await readSlices(readContext, cards, slices, 'lists');
  return stretches.map((stretch) => stretch.filter(isDated));
}

function isDated(card: ArticleDocument): card is PublishedArticle {
  return card.publishedAt !== undefined;
}

/** Sets a value on each of many cards in one command. */
async function setEach<T>(
  cards: Collection<ArticleDocument>,
  values: ReadonlyMap<string, T>,
  fieldsOf: (value: T) => Partial<ArticleDocument>,
): Promise<void> {
  if (values.size === 0) return;
  await cards.bulkWrite(
    [...values].map(([_id, value]) => ({
      updateOne: { filter: { _id }, update: { $set: fieldsOf(value) } },
    })),
    UNORDERED,
  );
}

async function setPlaces(
  cards: Collection<ArticleDocument>,
  places: readonly ArticlePlace[],
): Promise<boolean> {
  if (places.length === 0) return true;
  const { matchedCount } = await cards.bulkWrite(
    places.map(({ card: { _id, revision, entryHash }, topicPathIds, lists }) => ({
      updateOne: {
        filter: { _id, revision, entryHash },
        update: { $set: { topicPathIds, lists } },
      },
    })),
    UNORDERED,
  );
  return matchedCount === places.length;
}
