import { readingMinutes } from '../content/reading-time.js';
import type { Reading } from '../database/reading.js';
import type { PublishedArticle } from '../editorial/article/article.document.js';
import { listKey, listKeys } from '../editorial/article/article.lists.js';
import type { TopicDocument } from '../editorial/topic/topic.document.js';
import type { Stores } from '../stores.js';

const CARDS_AT_ONCE = 200;

/**
 * Files all articles of moved topics anew: their topic paths and the lists that they stand in.
 *
 * Reads the cards in stretches, so a topic of a million articles needs no memory.
 */
export async function refile(
  stores: Stores,
  reading: Reading,
  moved: readonly TopicDocument[],
  pathIds: (topicIds: readonly string[]) => readonly string[],
): Promise<void> {
  for (const topic of moved) {
    const key = listKey({ kind: 'TOPIC_ITSELF', topicId: topic._id });
    let last: PublishedArticle | undefined;
    do {
      const cards: PublishedArticle[] = await nextCards(stores, reading, key, last);
      await refileCards(stores, cards, pathIds);
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
  cards: readonly PublishedArticle[],
  pathIds: (topicIds: readonly string[]) => readonly string[],
): Promise<void> {
  const places = cards.map((card) => {
    const topicPathIds = pathIds(card.topicIds);
    const minutes = readingMinutes(card.readingSeconds);
    return { id: card._id, topicPathIds, lists: listKeys({ ...card, topicPathIds, minutes }) };
  });
  const touched = [...cards, ...places].flatMap(({ lists }) => lists);
  await stores.listCount.markStale([...new Set(touched)]);
  await stores.article.setPlaces(places);
}
