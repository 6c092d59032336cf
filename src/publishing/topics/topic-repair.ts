import type { ReadContext } from '../../database/read-context.js';
import type { TopicDocument } from '../../editorial/topic/topic.document.js';
import type { Stores } from '../../stores.js';
import type { Lease } from '../lease/lease.js';
import { reindex } from './reindex.js';
import { changeOf, settled, type Topics } from './topic-change.js';
import { withAncestors } from './topic-tree.js';

/** What repairing topics needs. */
interface RepairTools {
  readonly stores: Stores;
  readonly readContext: ReadContext;
  readonly lease: Lease;
}

/**
 * Completes interrupted moves of topics: corrects the paths of the topics, of all their descendants
 * and of all their articles, by the stored parent of each topic.
 */
export async function repairTopics(tools: RepairTools, topicIds: readonly string[]): Promise<void> {
  if (topicIds.length === 0) return;
  const { stores, readContext } = tools;
  const below = await stores.topic.findDescendants(readContext, topicIds);
  const movedIds = [...new Set([...topicIds, ...below.map(({ _id }) => _id)])];
  const stored = await withAllAbove(tools, movedIds);
  const tree = new Map([...stored].map(([id, topic]) => [id, settled(topic, stored)]));
  const changes = [...tree].flatMap(([id, topic]) => {
    const old = stored.get(id);
    return (old && changeOf(topic, old)) || [];
  });
  await stores.topic.update(changes);
  await reindex(tools, movedIds, async (ids) => {
    const others = await withAllAbove(
      tools,
      ids.filter((id) => !tree.has(id)),
    );
    return (ofArticle) => withAncestors(ofArticle, { get: (id) => tree.get(id) ?? others.get(id) });
  });
}

/**
 * Topics and all their ancestors, found by following `parentId`, since the stored `ancestorIds` may
 * be wrong.
 */
async function withAllAbove(
  { stores, readContext }: Pick<RepairTools, 'stores' | 'readContext'>,
  ids: readonly string[],
): Promise<Topics> {
  const found = new Map<string, TopicDocument>();
  for (let next = ids; next.length > 0; ) {
    const topics = await stores.topic.findByIds(readContext, next);
    for (const topic of topics) found.set(topic._id, topic);
    const above = topics.flatMap(({ parentId }) => parentId ?? []);
    next = [...new Set(above)].filter((id) => !found.has(id));
  }
  return found;
}
