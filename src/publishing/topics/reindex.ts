import { readingMinutes } from '../../content/reading-time.js';
import type { ReadContext } from '../../database/read-context.js';
import type {
  ArticleDocument,
  PublishedArticle,
} from '../../editorial/article/article.document.js';
import { listKey, listKeys } from '../../editorial/article/article.lists.js';
import type { FeaturesDocument } from '../../editorial/related/features.document.js';
import type { ReindexedFeatures } from '../../editorial/related/features.writing.js';
import {
  FULL_WEIGHT,
  featuresOf,
  inColumns,
  readFeatureName,
} from '../../editorial/related/related.features.js';
import type { Stores } from '../../stores.js';
import { type Lease, LeaseLost } from '../lease/lease.js';

const CARDS_AT_ONCE = 200;

/**
 * Returns topics and all their ancestors without duplicates, for topics that it was created for.
 */
export type PathIds = (topicIds: readonly string[]) => readonly string[];

/** Reads the ancestors of topics; the returned function then works without I/O. */
export type FindPaths = (topicIds: readonly string[]) => Promise<PathIds>;

/** What reindexing needs. */
export interface ReindexTools {
  readonly stores: Stores;
  readonly readContext: ReadContext;
  readonly lease: Lease;
}

/**
 * Reindexes the topic paths of all articles of some topics: their `topicPathIds`, their lists, and
 * their features, since ancestors are among these.
 *
 * Reads the cards in batches of 200, so that memory stays bounded for a topic of a million
 * articles.
 */
export async function reindex(
  tools: ReindexTools,
  topicIds: Iterable<string>,
  findPaths: FindPaths,
): Promise<void> {
  for (const topicId of topicIds) {
    for await (const cards of cardsUnder(tools, topicId)) {
      await reindexAs(tools, cards, findPaths);
    }
  }
}

function topicsOf(cards: readonly ArticleDocument[]): readonly string[] {
  return [...new Set(cards.flatMap((card) => card.topicIds))];
}

async function* cardsUnder(
  { stores, readContext }: ReindexTools,
  topicId: string,
): AsyncGenerator<readonly PublishedArticle[]> {
  const key = listKey({ kind: 'TOPIC_ITSELF', topicId });
  let last: PublishedArticle | undefined;
  do {
    const cards: PublishedArticle[] = await nextCards(stores, readContext, key, last);
    yield cards;
    last = cards.at(-1);
  } while (last !== undefined);
}

async function nextCards(
  stores: Stores,
  readContext: ReadContext,
  key: number,
  last: PublishedArticle | undefined,
): Promise<PublishedArticle[]> {
  const start = last && {
    position: { value: last.publishedAt, id: last._id },
    isInclusive: false,
  };
  const [cards = []] = await stores.article.findStretches(readContext, [
    { keys: [key], order: 'OLDEST_FIRST', ...(start ? { start } : {}), limit: CARDS_AT_ONCE },
  ]);
  return cards;
}

/**
 * Writes the new topic paths of a batch, features first. Throws `LeaseLost` if another process has
 * written one of the articles.
 */
async function reindexAs(
  { stores, readContext, lease }: ReindexTools,
  cards: readonly ArticleDocument[],
  findPaths: FindPaths,
): Promise<void> {
  if (cards.length === 0) return;
  const pathIds = await findPaths(topicsOf(cards));
  const places = cards.map((card) => placeOf(card, pathIds(card.topicIds)));
  const touched = [...new Set([...cards, ...places].flatMap(({ lists }) => lists))];
  await stores.listCount.markStale(touched);
  const features = await stores.features.findByIds(
    readContext,
    cards.map(({ _id }) => _id),
  );
  const isAbout = await stores.features.reindex(aboutIn(features, cards, pathIds));
  const isPlaced = isAbout && (await stores.article.setPlaces(places));
  // This process's clock may have counted between the first marking and the new lists.
  await stores.listCount.markStale(touched);
  if (isPlaced) return;
  await lease.confirm();
  throw new LeaseLost();
}

function placeOf(card: ArticleDocument, topicPathIds: readonly string[]) {
  const minutes = readingMinutes(card.readingSeconds);
  return { card, topicPathIds, lists: listKeys({ ...card, topicPathIds, minutes }) };
}

/** The features of articles under their new ancestors; their terms stay. */
function aboutIn(
  features: readonly FeaturesDocument[],
  cards: readonly ArticleDocument[],
  pathIds: PathIds,
): ReindexedFeatures[] {
  const byId = new Map(cards.map((card) => [card._id, card]));
  return features.flatMap(({ _id, names, weights }) => {
    const card = byId.get(_id);
    if (card === undefined) return [];
    const { language, topicIds } = card;
    const terms = names.flatMap((name, index) => {
      const { kind, value } = readFeatureName(name);
      return kind === 'TERM' ? [{ term: value, weight: (weights[index] ?? 0) / FULL_WEIGHT }] : [];
    });
    const about = featuresOf({ language, terms, topicIds, topicPathIds: pathIds(topicIds) });
    return [{ _id, previousNames: names, ...inColumns(about) }];
  });
}
