import { allOf } from '../../database/all-of.js';
import type { Reading } from '../../database/reading.js';
import type { Stores } from '../../stores.js';
import type { Writer } from '../lease/writer.js';
import { AuthorRegister } from '../names/author-register.js';
import { showNames } from '../names/shown-names.js';
import { TopicRegister } from '../topics/topic-register.js';
import { repairTopics } from '../topics/topic-repair.js';
import { refreshCommentCounts } from '../writing/comment-counts.js';
import type { IntentDocument } from './intent.document.js';

/**
 * Completes what processes left undone that were ended in the middle of their writes.
 *
 * Of each intent they left: its lists and related posts are marked as stale, comments are counted,
 * the names on its cards are shown in time, and topics that were moving stand where they say. Its
 * articles stay in the log until an import brings them again: which version of their comments and
 * key terms is stored, only that can tell. To be called by each new holder of the lease.
 */
export async function repairInterrupted(
  stores: Stores,
  reading: Reading,
  writer: Writer,
): Promise<void> {
  const intents = await stores.intent.findLeft(reading, writer.lease.counter);
  if (intents.length === 0) return;
  const articleIds = [...new Set(intents.flatMap((each) => each.articleIds))];
  const topicIds = [...new Set(intents.flatMap((each) => each.topicIds))];
  await repairTopics({ stores, reading, lease: writer.lease }, topicIds);
  const registers = {
    authors: new AuthorRegister(stores, reading),
    topics: new TopicRegister(stores, reading, writer),
  };
  await showNames(registers, await stores.article.findCards(reading, articleIds));
  await refreshCommentCounts(stores, reading, articleIds);
  await markStale(stores, intents);
  await stores.intent.markRepaired(intents.map(({ _id }) => _id));
}

/** Marks as stale what must be counted and related once the writes of intents are made. */
export async function markStale(
  stores: Pick<Stores, 'listCount' | 'signal'>,
  intents: readonly Pick<IntentDocument, 'lists' | 'unrelatedIds'>[],
): Promise<void> {
  const lists = [...new Set(intents.flatMap((intent) => intent.lists))];
  const articleIds = [...new Set(intents.flatMap((intent) => intent.unrelatedIds))];
  await allOf([stores.listCount.markAgain(lists), stores.signal.markChanged(articleIds)]);
}
