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

/** Topics and all above them, each once, for topics of which it was told before. */
export type PathIds = (topicIds: readonly string[]) => readonly string[];

/** Finds out what lies above topics. */
export type FindPaths = (topicIds: readonly string[]) => Promise<PathIds>;

/** What articles are filed anew with. */
export interface FilingTools {
  readonly stores: Stores;
  readonly reading: Reading;
  readonly lease: Lease;
}

/**
 * Files all articles of topics anew: their topic paths, the lists that they stand in, and what they
 * are about, since an ancestor is a part of that.
 *
 * Reads the cards in stretches, so a topic of a million articles needs no memory.
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

/** Files cards anew, what they are about first. Throws `LeaseLost` if another has written one. */
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
  // The clock of this process may have counted between the first marks and the new places.
  await stores.listCount.markStale(touched);
  if (isPlaced) return;
  await lease.confirm();
  throw new LeaseLost();
}

function placeOf(card: ArticleDocument, topicPathIds: readonly string[]) {
  const minutes = readingMinutes(card.readingSeconds);
  return { card, topicPathIds, lists: listKeys({ ...card, topicPathIds, minutes }) };
}

/** What articles are about under other ancestors; their terms stay. */
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
