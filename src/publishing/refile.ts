import { readingMinutes } from '../content/reading-time.js';
import type { Reading } from '../database/reading.js';
import type { PublishedArticle } from '../editorial/article/article.document.js';
import { listKey, listKeys } from '../editorial/article/article.lists.js';
import {
  FULL_WEIGHT,
  inColumns,
  readSignalName,
  signalsOf,
} from '../editorial/related/related.signals.js';
import type { SignalDocument } from '../editorial/related/signal.document.js';
import type { NewSignals } from '../editorial/related/signal.writing.js';
import type { TopicDocument } from '../editorial/topic/topic.document.js';
import type { Stores } from '../stores.js';

const CARDS_AT_ONCE = 200;

/** Topics and all above them, each once, for topics of which it was told before. */
export type PathIds = (topicIds: readonly string[]) => readonly string[];

/**
 * Files all articles of moved topics anew: their topic paths, the lists that they stand in, and
 * what they are about, since an ancestor is a part of that.
 *
 * Reads the cards in stretches, so a topic of a million articles needs no memory.
 */
export async function refile(
  stores: Stores,
  reading: Reading,
  moved: readonly TopicDocument[],
  pathIdsAmong: (topicIds: readonly string[]) => Promise<PathIds>,
): Promise<void> {
  for (const topic of moved) {
    const key = listKey({ kind: 'TOPIC_ITSELF', topicId: topic._id });
    let last: PublishedArticle | undefined;
    do {
      const cards: PublishedArticle[] = await nextCards(stores, reading, key, last);
      const topicIds = [...new Set(cards.flatMap((card) => card.topicIds))];
      await refileCards(stores, reading, cards, await pathIdsAmong(topicIds));
      last = cards.at(-1);
    } while (last !== undefined);
  }
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

async function refileCards(
  stores: Stores,
  reading: Reading,
  cards: readonly PublishedArticle[],
  pathIds: PathIds,
): Promise<void> {
  const places = cards.map((card) => {
    const topicPathIds = pathIds(card.topicIds);
    const minutes = readingMinutes(card.readingSeconds);
    return { id: card._id, topicPathIds, lists: listKeys({ ...card, topicPathIds, minutes }) };
  });
  const touched = [...cards, ...places].flatMap(({ lists }) => lists);
  await stores.listCount.markStale([...new Set(touched)]);
  await stores.article.setPlaces(places);
  const ids = cards.map(({ _id }) => _id);
  const signals = new Map(
    (await stores.signal.findByIds(reading, ids)).map((signal) => [signal._id, signal]),
  );
  await stores.signal.put(
    cards.flatMap((card) => {
      const known = signals.get(card._id);
      return known === undefined ? [] : aboutIn(known, card, pathIds(card.topicIds));
    }),
  );
  // Another import may have counted between the first marks and the new places.
  await stores.listCount.markStale([...new Set(touched)]);
}

/** What an article is about under other ancestors; its terms stay. */
function aboutIn(
  { _id, names, weights, publishedAt, chosenIds }: SignalDocument,
  { language, topicIds }: PublishedArticle,
  topicPathIds: readonly string[],
): NewSignals {
  const terms = names.flatMap((name, index) => {
    const { kind, value } = readSignalName(name);
    return kind === 'TERM' ? [{ term: value, weight: (weights[index] ?? 0) / FULL_WEIGHT }] : [];
  });
  return {
    _id,
    ...inColumns(signalsOf({ language, terms, topicIds, topicPathIds })),
    ...(chosenIds === undefined ? {} : { chosenIds }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
  };
}
