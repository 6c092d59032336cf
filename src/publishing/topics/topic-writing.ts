import type { ReadContext } from '../../database/read-context.js';
import type { TopicDocument } from '../../editorial/topic/topic.document.js';
import type { Stores } from '../../stores.js';
import type { Writer } from '../lease/writer.js';
import { slugCandidates } from '../slugs/free-slug.js';
import { type ReindexTools, reindex } from './reindex.js';
import {
  changeOf,
  type DeclaredTopic,
  describedAt,
  hung,
  isMoved,
  settled,
  shownAt,
  type Topics,
} from './topic-change.js';
import { ancestorsOf, withAncestors } from './topic-tree.js';

/** What writing topics needs. */
export interface TopicTools extends ReindexTools, Writer {
  /** Reads the topics of these ids, and all their ancestors. */
  readonly load: (ids: readonly string[]) => Promise<Topics>;
}

/**
 * Writes topics as declared by a source; returns them with all their ancestors and descendants.
 * Returns `undefined` if a topic that was to be created already exists, because an earlier attempt
 * with a lost connection has created it: the caller must then read the topics again and repeat.
 *
 * The order is: new topics, the topic paths of articles, the descendants of moved topics, and the
 * moved topics last, because a repeat detects a move by their old place. A move stays in the
 * write-intent log until it is complete. `known` must contain the declared topics that exist, their
 * parents, and all their ancestors.
 */
export async function writeTopics(
  tools: TopicTools,
  declared: ReadonlyMap<string, DeclaredTopic>,
  known: Topics,
): Promise<Topics | undefined> {
  const { stores, readContext } = tools;
  const next = hung(declared, known);
  const rehung = [...declared.keys()].filter((id) => isRehung(id, known, next));
  const below = (await descendants(stores, readContext, rehung)).filter(
    ({ _id }) => !declared.has(_id),
  );
  for (const topic of below) next.set(topic._id, topic);
  announceDescribed(declared, next, readContext.asOf);
  const fresh = [...declared.keys()].filter((id) => !known.has(id));
  const made = await insert(stores, fresh, next);
  if (made === undefined) return undefined;
  for (const topic of next.values()) next.set(topic._id, settled(topic, next));

  const before = new Map([...known, ...[...below, ...made].map(withId)]);
  await moving(tools, movedAmong(next, before), next, async () => {
    const last = new Set(rehung);
    const all = [...next.values()];
    await update(stores, before, (id) => !last.has(id), all);
    await update(stores, before, (id) => last.has(id), all);
  });
  return next;
}

/** Reindexes the articles of moved topics before `write` stores the topics themselves. */
async function moving(
  tools: TopicTools,
  movedIds: readonly string[],
  next: Topics,
  write: () => Promise<void>,
): Promise<void> {
  const { intents, lease, load } = tools;
  if (movedIds.length === 0) return write();
  const intent = await intents.begin({ topicIds: movedIds });
  await reindex(tools, movedIds, async (ids) => {
    const others = await load(ids.filter((id) => !next.has(id)));
    return (topicIds) => withAncestors(topicIds, { get: (id) => next.get(id) ?? others.get(id) });
  });
  await write();
  // If another process has acquired the lease, the intent must stay for it to repair.
  await lease.confirm();
  intents.end(intent);
}

/**
 * Sets the moment from which topics are visible. A topic whose description makes it visible, or
 * that is visible already, is visible from now on, with all its ancestors. If a described topic
 * becomes visible later, its ancestors become visible at the same moment.
 */
function announceDescribed(
  declared: ReadonlyMap<string, DeclaredTopic>,
  next: Map<string, TopicDocument>,
  asOf: Date,
): void {
  const shown = [...declared].flatMap(([id, { entry, isDescription }]) => {
    const { shownFrom } = next.get(id) ?? {};
    const isShown = entry.isShown !== false || (shownFrom !== undefined && shownFrom <= asOf);
    return isDescription && isShown ? [id] : [];
  });
  for (const id of withAncestors(shown, next)) {
    const topic = next.get(id);
    if (topic !== undefined) next.set(id, describedAt(topic, asOf));
  }
  for (const [id, { isDescription }] of declared) {
    const topic = next.get(id);
    if (isDescription && topic?.shownFrom !== undefined) showAbove(topic, topic.shownFrom, next);
  }
}

function showAbove(topic: TopicDocument, moment: Date, next: Map<string, TopicDocument>): void {
  for (const id of ancestorsOf(topic, next)) {
    const above = next.get(id);
    if (above !== undefined) next.set(id, shownAt(above, moment));
  }
}

function isRehung(id: string, known: Topics, next: Topics): boolean {
  const old = known.get(id);
  return old === undefined || old.parentId !== next.get(id)?.parentId;
}

async function descendants(
  stores: Stores,
  readContext: ReadContext,
  ids: readonly string[],
): Promise<readonly TopicDocument[]> {
  return ids.length === 0 ? [] : stores.topic.findDescendants(readContext, ids);
}

/**
 * Inserts new topics and stores in `next` the slugs that they get; returns them as stored, or
 * `undefined` if one already existed. If a slug was taken, the paths of its descendants are
 * corrected with the later updates.
 */
async function insert(
  stores: Stores,
  fresh: readonly string[],
  next: Map<string, TopicDocument>,
): Promise<readonly TopicDocument[] | undefined> {
  const topics = fresh.flatMap((id) => next.get(id) ?? []).map((topic) => settled(topic, next));
  const slugs = await stores.topic.insert(topics.map(claimOf));
  const made = topics.flatMap((topic) => {
    const slug = slugs.get(topic._id);
    return slug === undefined ? [] : [{ ...topic, slug }];
  });
  for (const topic of made) next.set(topic._id, topic);
  return made.length === topics.length ? made : undefined;
}

function claimOf({ slug, ...document }: TopicDocument) {
  return { document, slugs: slugCandidates(slug, `${slug}-${document.taxonomy.toLowerCase()}`) };
}

function withId(topic: TopicDocument): readonly [string, TopicDocument] {
  return [topic._id, topic];
}

function movedAmong(next: Topics, before: Topics): readonly string[] {
  return [...next.values()].flatMap((topic) => {
    const old = before.get(topic._id);
    return old !== undefined && isMoved(topic, old) ? [topic._id] : [];
  });
}

async function update(
  stores: Stores,
  before: Topics,
  isMeant: (id: string) => boolean,
  topics: readonly TopicDocument[],
): Promise<void> {
  const changes = topics.flatMap((topic) => {
    const old = before.get(topic._id);
    return (old && isMeant(topic._id) && changeOf(topic, old)) || [];
  });
  await stores.topic.update(changes);
}
