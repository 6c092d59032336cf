import type { ReadContext } from '../../database/read-context.js';
import type { ArticleDocument } from '../../editorial/article/article.document.js';
import { listKey } from '../../editorial/article/article.lists.js';
import type { Moments } from '../../editorial/named/named.document.js';
import { canEverBeRead } from '../../editorial/visibility/visibility.js';
import type { Stores } from '../../stores.js';
import type { Prepared } from '../preparing/prepare.js';
import type { TopicRegister } from '../topics/topic-register.js';
import type { AuthorRegister } from './author-register.js';

/** What updating the visibility of authors and topics needs. */
export interface NameTools {
  readonly stores: Stores;
  readonly readContext: ReadContext;
  readonly authors: AuthorRegister;
  readonly topics: TopicRegister;
}

/**
 * Updates from when the authors and topics of articles are visible. An author or topic becomes
 * visible with its first article. If a scheduled article is delayed or withdrawn, the authors and
 * topics that depend on it are delayed as well.
 *
 * Must run before the cards are written, and after the cards of all earlier batches: as long as the
 * old card is stored, the next import detects the change and repeats what a crash has left
 * incomplete.
 */
export async function announceNames(tools: NameTools, prepared: readonly Prepared[]) {
  await putOffNames(tools, prepared);
  await showNames(
    tools,
    prepared.map(({ card }) => card),
  );
}

/** Makes the authors and topics of cards visible, for cards that are or will be stored. */
export async function showNames(
  { authors, topics }: Pick<NameTools, 'authors' | 'topics'>,
  cards: readonly ArticleDocument[],
): Promise<void> {
  const readable = cards.filter(canEverBeRead);
  await topics.show(earliest(readable, ({ topicPathIds }) => topicPathIds));
  await authors.show(earliest(readable, ({ authorIds }) => authorIds));
}

/** For each author or topic id, the publication date of the first article that has it. */
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

/**
 * Delays authors and topics to the first of the other articles that have them, or hides them if
 * there is none.
 */
async function putOffNames(
  { stores, readContext }: NameTools,
  prepared: readonly Prepared[],
): Promise<void> {
  const cards = prepared.flatMap(({ card, previous }) =>
    previous !== undefined && isPutOff(card, previous, readContext.asOf) ? [previous] : [],
  );
  if (cards.length === 0) return;
  const without = cards.map(({ _id }) => _id);
  const topicIds = [...new Set(cards.flatMap(({ topicPathIds }) => topicPathIds))];
  const authorIds = [...new Set(cards.flatMap((card) => card.authorIds))];
  const lists = [
    ...topicIds.map((topicId) => listKey({ kind: 'TOPIC', topicId })),
    ...authorIds.map((authorId) => listKey({ kind: 'AUTHOR', authorId })),
  ];
  const moments = await firstMoments(stores, readContext, lists, without);
  const ofTopics = topicIds.map((id, index) => [id, moments[index]] as const);
  const ofAuthors = authorIds.map((id, index) => [id, moments[topicIds.length + index]] as const);
  await stores.topic.putOff(new Map(ofTopics), readContext.asOf);
  await stores.author.putOff(new Map(ofAuthors), readContext.asOf);
}

/** Whether a scheduled article is delayed or withdrawn, or loses an author or topic. */
function isPutOff(card: ArticleDocument, previous: ArticleDocument, asOf: Date): boolean {
  const { publishedAt: planned } = previous;
  if (!canEverBeRead(previous) || planned === undefined || planned <= asOf) return false;
  const moment = canEverBeRead(card) ? card.publishedAt : undefined;
  if (moment === undefined || moment > planned) return true;
  const names = new Set([...card.topicPathIds, ...card.authorIds]);
  return [...previous.topicPathIds, ...previous.authorIds].some((name) => !names.has(name));
}

/**
 * The publication date of the first article of each list, in the order of the lists, ignoring the
 * articles in `withoutIds`.
 */
async function firstMoments(
  stores: Stores,
  readContext: ReadContext,
  lists: readonly number[],
  withoutIds: readonly string[],
): Promise<(Date | undefined)[]> {
  const stretches = await stores.article.findStretches(
    readContext,
    lists.map((key) => ({ keys: [key], order: 'OLDEST_FIRST', withoutIds, limit: 1 })),
  );
  return stretches.map(([first]) => first?.publishedAt);
}
