import { readingMinutes } from '../../content/reading-time.js';
import type { Reading } from '../../database/reading.js';
import type {
  ArticleDocument,
  PublishedArticle,
} from '../../editorial/article/article.document.js';
import { listKey, listKeys } from '../../editorial/article/article.lists.js';
import {
  FULL_WEIGHT,
  inColumns,
  readSignalName,
  signalsOf,
} from '../../editorial/related/related.signals.js';
import type { SignalDocument } from '../../editorial/related/signal.document.js';
import type { RefiledSignals } from '../../editorial/related/signal.writing.js';
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
export interface FilingTools {
  readonly stores: Stores;
  readonly reading: Reading;
  readonly lease: Lease;
}

/**
 * Reindexes the topic paths of all articles of some topics: their `topicPathIds`, their lists, and
 * their features, since ancestors are among these.
 *
 * Reads the cards in batches of 200, so that memory stays bounded for a topic of a million
 * articles.
 */
export async function refile(
  tools: FilingTools,
  topicIds: Iterable<string>,
  findPaths: FindPaths,
): Promise<void> {
  for (const topicId of topicIds) {
    for await (const cards of cardsUnder(tools, topicId)) {
      await fileAs(tools, cards, findPaths);
    }
  }
}

function topicsOf(cards: readonly ArticleDocument[]): readonly string[] {
  return [...new Set(cards.flatMap((card) => card.topicIds))];
}

async function* cardsUnder(
  { stores, reading }: FilingTools,
  topicId: string,
): AsyncGenerator<readonly PublishedArticle[]> {
  const key = listKey({ kind: 'TOPIC_ITSELF', topicId });
  let last: PublishedArticle | undefined;
  do {
    const cards: PublishedArticle[] = await nextCards(stores, reading, key, last);
    yield cards;
    last = cards.at(-1);
  } while (last !== undefined);
}

async function nextCards(
  stores: Stores,
  reading: Reading,
  key: number,
  last: PublishedArticle | undefined,
): Promise<PublishedArticle[]> {
  const start = last && {
    position: { value: last.publishedAt, id: last._id },
    isInclusive: false,
  };
  const [cards = []] = await stores.article.findStretches(reading, [
    { keys: [key], order: 'OLDEST_FIRST', ...(start ? { start } : {}), limit: CARDS_AT_ONCE },
  ]);
  return cards;
}

/**
 * Writes the new topic paths of a batch, features first. Throws `LeaseLost` if another process has
 * written one of the articles.
 */
async function fileAs(
  { stores, reading, lease }: FilingTools,
  cards: readonly ArticleDocument[],
  findPaths: FindPaths,
): Promise<void> {
  if (cards.length === 0) return;
  const pathIds = await findPaths(topicsOf(cards));
  const places = cards.map((card) => placeOf(card, pathIds(card.topicIds)));
  const touched = [...new Set([...cards, ...places].flatMap(({ lists }) => lists))];
  await stores.listCount.markStale(touched);
  const signals = await stores.signal.findByIds(
    reading,
    cards.map(({ _id }) => _id),
  );
  const isAbout = await stores.signal.refile(aboutIn(signals, cards, pathIds));
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
  signals: readonly SignalDocument[],
  cards: readonly ArticleDocument[],
  pathIds: PathIds,
): RefiledSignals[] {
  const byId = new Map(cards.map((card) => [card._id, card]));
  return signals.flatMap(({ _id, names, weights }) => {
    const card = byId.get(_id);
    if (card === undefined) return [];
    const { language, topicIds } = card;
    const terms = names.flatMap((name, index) => {
      const { kind, value } = readSignalName(name);
      return kind === 'TERM' ? [{ term: value, weight: (weights[index] ?? 0) / FULL_WEIGHT }] : [];
    });
    const about = signalsOf({ language, terms, topicIds, topicPathIds: pathIds(topicIds) });
    return [{ _id, previousNames: names, ...inColumns(about) }];
  });
}
