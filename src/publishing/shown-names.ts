import type { Moments } from '../database/name-list.js';
import type { Reading } from '../database/reading.js';
import type { ArticleDocument } from '../editorial/article/article.document.js';
import { listKey } from '../editorial/article/article.lists.js';
import type { Stores } from '../stores.js';
import type { AuthorRegister } from './author-register.js';
import { canEverBeRead } from './card.js';
import type { ArticleEntry } from './entry.js';
import type { Outcome } from './outcome.js';
import type { Prepared } from './prepare.js';
import type { TopicRegister } from './topic-register.js';

/** What is written on the names that articles carry. */
export interface NameTools {
  readonly stores: Stores;
  readonly reading: Reading;
  /** When the import began: what has come out since may have been put off before it did. */
  readonly begun: Date;
  readonly authors: AuthorRegister;
  readonly topics: TopicRegister;
}

/**
 * Before cards are written: who wrote them and what they are about is known from their moments on,
 * and what only a scheduled article carries that is put off or withdrawn, no earlier.
 *
 * Before, since the same import again makes up for what a crash leaves undone, as long as the old
 * card stands.
 */
export async function announceNames(tools: NameTools, prepared: readonly Prepared[]) {
  await putOffNames(tools, prepared);
  await show(
    tools,
    prepared.map(({ card }) => card),
  );
}

/**
 * After cards were written: once more for those that are still to come, since another import may
 * have put their names off meanwhile, and for those that stayed as they were.
 */
export async function confirmNames(
  tools: NameTools,
  prepared: readonly Prepared[],
  outcomes: ReadonlyMap<ArticleEntry, Outcome | undefined>,
): Promise<void> {
  const standing = prepared.flatMap(({ entry, card, previous }) =>
    outcomes.get(entry)?.kind === 'FAILED' ? (previous ?? []) : [card],
  );
  await show(
    tools,
    standing.filter(({ publishedAt }) => publishedAt && publishedAt > tools.begun),
  );
}

async function show(
  { authors, topics }: NameTools,
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
  const firstUnder = async () => {
    const lists = [
      ...topicIds.map((topicId) => listKey({ kind: 'TOPIC', topicId })),
      ...authorIds.map((authorId) => listKey({ kind: 'AUTHOR', authorId })),
    ];
    const moments = await firstMoments(stores, reading, lists, without);
    const ofTopics = topicIds.map((id, index) => [id, moments[index]] as const);
    const ofAuthors = authorIds.map((id, index) => [id, moments[topicIds.length + index]] as const);
    return { topics: new Map(ofTopics), authors: new Map(ofAuthors) };
  };
  const first = await firstUnder();
  await stores.topic.putOff(first.topics, reading.asOf);
  await stores.author.putOff(first.authors, reading.asOf);
  // Another import may have written an article of theirs between the look and the writes.
  const again = await firstUnder();
  await stores.topic.show(known(again.topics));
  await stores.author.show(known(again.authors));
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

function known(moments: ReadonlyMap<string, Date | undefined>): Moments {
  return new Map([...moments].flatMap(([id, moment]) => (moment ? [[id, moment]] : [])));
}
