import { allOf } from '../../database/all-of.js';
import type { ReadContext } from '../../database/read-context.js';
import type { Stores } from '../../stores.js';
import type { Writer } from '../lease/writer.js';
import { AuthorRegister } from '../names/author-register.js';
import { showNames } from '../names/shown-names.js';
import { TopicRegister } from '../topics/topic-register.js';
import { repairTopics } from '../topics/topic-repair.js';
import { refreshCommentCounts } from '../writing/comment-counts.js';
import type { IntentDocument } from './intent.document.js';

/**
 * Repairs what processes have left incomplete that ended in the middle of their writes.
 *
 * For each intent that is left, its lists and related posts are marked as stale, comments are
 * counted, the authors and topics of its cards become visible, and the topic paths of moved topics
 * are corrected. Its articles stay in the log until an import contains them again: only then can it
 * be ensured that their comments and features match their cards. Every new holder of the lease must
 * call it.
 */
export async function repairInterrupted(
  stores: Stores,
  readContext: ReadContext,
  writer: Writer,
): Promise<void> {
  const intents = await stores.intent.findLeft(readContext, writer.lease.counter);
  if (intents.length === 0) return;
  const articleIds = [...new Set(intents.flatMap((each) => each.articleIds))];
  const topicIds = [...new Set(intents.flatMap((each) => each.topicIds))];
  await repairTopics({ stores, readContext, lease: writer.lease }, topicIds);
  const registers = {
    authors: new AuthorRegister(stores, readContext),
    topics: new TopicRegister(stores, readContext, writer),
  };
  await showNames(registers, await stores.article.findCards(readContext, articleIds));
  await refreshCommentCounts(stores, readContext, articleIds);
  await markStale(stores, intents);
  await stores.intent.markRepaired(intents.map(({ _id }) => _id));
}

/** Marks the lists and related posts of intents as stale, so that they are computed again. */
export async function markStale(
  stores: Pick<Stores, 'listCount' | 'features'>,
  intents: readonly Pick<IntentDocument, 'lists' | 'unrelatedIds'>[],
): Promise<void> {
  const lists = [...new Set(intents.flatMap((intent) => intent.lists))];
  const articleIds = [...new Set(intents.flatMap((intent) => intent.unrelatedIds))];
  await allOf([stores.listCount.markAgain(lists), stores.features.markChanged(articleIds)]);
}
