import type { Reading } from '../../database/reading.js';
import type { ArticleDocument } from '../../editorial/article/article.document.js';
import { listKey } from '../../editorial/article/article.lists.js';
import type { Moments } from '../../editorial/named/named.document.js';
import { canEverBeRead } from '../../editorial/visibility/visibility.js';
import type { Stores } from '../../stores.js';
import type { Prepared } from '../preparing/prepare.js';
import type { TopicRegister } from '../topics/topic-register.js';
import type { AuthorRegister } from './author-register.js';

/** What is written on the names that articles carry. */
export interface NameTools {
  readonly stores: Stores;
  readonly reading: Reading;
  readonly authors: AuthorRegister;
  readonly topics: TopicRegister;
}

/**
 * Before cards are written, and after those of all batches before: who wrote them and what they are
 * about is known from their moments on, and what only a scheduled article carries that is put off
 * or withdrawn, no earlier.
 *
 * Before, since the same import again makes up for what a crash leaves undone, as long as the old
 * card stands.
 */
export async function announceNames(tools: NameTools, prepared: readonly Prepared[]) {
  await putOffNames(tools, prepared);
  await showNames(
    tools,
    prepared.map(({ card }) => card),
  );
}

/** Lets readers know of the names on cards, as these are or are about to be. */
export async function showNames(
  { authors, topics }: Pick<NameTools, 'authors' | 'topics'>,
  cards: readonly ArticleDocument[],
): Promise<void> {
  const readable = cards.filter(canEverBeRead);
  await topics.show(earliest(readable, ({ topicPathIds }) => topicPathIds));
  await authors.show(earliest(readable, ({ authorIds }) => authorIds));
}

/** For each name the moment of the first article that carries it. */
function earliest(
  cards: readonly ArticleDocument[],
  namesOf: (card: ArticleDocument) => readonly string[],
): Moments {
  const moments = new Map<string, Date>();
  for (const card of cards) {
    const { publishedAt } = card;
    if (publishedAt === undefined) continue;
    for (const name of namesOf(card)) {
      const known = moments.get(name);
      if (known === undefined || publishedAt < known) moments.set(name, publishedAt);
    }
  }
  return moments;
}

/** Puts names off to the first of the other articles that carry them, or for good. */
async function putOffNames(
  { stores, reading }: NameTools,
  prepared: readonly Prepared[],
): Promise<void> {
  const cards = prepared.flatMap(({ card, previous }) =>
    previous !== undefined && isPutOff(card, previous, reading.asOf) ? [previous] : [],
  );
  if (cards.length === 0) return;
  const without = cards.map(({ _id }) => _id);
  const topicIds = [...new Set(cards.flatMap(({ topicPathIds }) => topicPathIds))];
  const authorIds = [...new Set(cards.flatMap((card) => card.authorIds))];
  const lists = [
    ...topicIds.map((topicId) => listKey({ kind: 'TOPIC', topicId })),
    ...authorIds.map((authorId) => listKey({ kind: 'AUTHOR', authorId })),
  ];
  const moments = await firstMoments(stores, reading, lists, without);
  const ofTopics = topicIds.map((id, index) => [id, moments[index]] as const);
  const ofAuthors = authorIds.map((id, index) => [id, moments[topicIds.length + index]] as const);
  await stores.topic.putOff(new Map(ofTopics), reading.asOf);
  await stores.author.putOff(new Map(ofAuthors), reading.asOf);
}

/** Whether a card that nobody could read yet gives up its moment, or a name. */
function isPutOff(card: ArticleDocument, previous: ArticleDocument, asOf: Date): boolean {
  const { publishedAt: planned } = previous;
  if (!canEverBeRead(previous) || planned === undefined || planned <= asOf) return false;
  const moment = canEverBeRead(card) ? card.publishedAt : undefined;
  if (moment === undefined || moment > planned) return true;
  const names = new Set([...card.topicPathIds, ...card.authorIds]);
  return [...previous.topicPathIds, ...previous.authorIds].some((name) => !names.has(name));
}

/** The moments of the first articles of lists, but for some articles, in the lists' order. */
async function firstMoments(
  stores: Stores,
  reading: Reading,
  lists: readonly number[],
  withoutIds: readonly string[],
): Promise<(Date | undefined)[]> {
  const stretches = await stores.article.findStretches(
    reading,
    lists.map((key) => ({ keys: [key], order: 'OLDEST_FIRST', withoutIds, limit: 1 })),
  );
  return stretches.map(([first]) => first?.publishedAt);
}
