import type { Reading } from '../database/reading.js';
import { slugCandidates } from '../database/slug-claim.js';
import type { TopicDocument } from '../editorial/topic/topic.document.js';
import type { Stores } from '../stores.js';
import { refile } from './refile.js';
import {
  changeOf,
  describedAt,
  hung,
  isMoved,
  settled,
  type ToldTopic,
  type Topics,
} from './topic-change.js';
import { withAncestors } from './topic-tree.js';

/** What writing topics is done with. */
export interface TopicTools {
  readonly stores: Stores;
  readonly reading: Reading;
  /** The topics of these ids that exist, and all above them. */
  readonly load: (ids: readonly string[]) => Promise<Topics>;
}

/**
 * Writes topics as they are told, and answers with them and all above and below; `undefined` means
 * «look again», since somebody else has made one of them meanwhile.
 *
 * New topics come first, then articles in their new places, then all below a topic that moves, and
 * the topic itself last, because its old place is what a repeat finds it by. `known` holds those
 * told that exist, their parents, and all above them.
 */
export async function writeTopics(
  { stores, reading, load }: TopicTools,
  told: ReadonlyMap<string, ToldTopic>,
  known: Topics,
): Promise<Topics | undefined> {
  const next = hung(told, known);
  const rehung = [...told.keys()].filter((id) => isRehung(id, known, next));
  const below = (await descendants(stores, reading, rehung)).filter(({ _id }) => !told.has(_id));
  for (const topic of below) next.set(topic._id, topic);
  announceDescribed(told, next, reading.asOf);
  const fresh = [...told.keys()].filter((id) => !known.has(id));
  const made = await insert(stores, fresh, next);
  if (made === undefined) return undefined;
  for (const topic of next.values()) next.set(topic._id, settled(topic, next));

  const before = new Map([...known, ...[...below, ...made].map(withId)]);
  await refile(stores, reading, movedAmong(next, before), async (ids) => {
    const others = await load(ids.filter((id) => !next.has(id)));
    return (topicIds) => withAncestors(topicIds, { get: (id) => next.get(id) ?? others.get(id) });
  });
  const last = new Set(rehung);
  const all = [...next.values()];
  await update(stores, before, (id) => !last.has(id), all);
  await update(stores, before, (id) => last.has(id), all);
  return next;
}

/** What its source describes, and all above it, is known to readers from now on. */
function announceDescribed(
  told: ReadonlyMap<string, ToldTopic>,
  next: Map<string, TopicDocument>,
  asOf: Date,
): void {
  const described = [...told].flatMap(([id, { isDescription }]) => (isDescription ? [id] : []));
  for (const id of withAncestors(described, next)) {
    const topic = next.get(id);
    if (topic !== undefined) next.set(id, describedAt(topic, asOf));
  }
}

function isRehung(id: string, known: Topics, next: Topics): boolean {
  const old = known.get(id);
  return old === undefined || old.parentId !== next.get(id)?.parentId;
}

async function descendants(
  stores: Stores,
  reading: Reading,
  ids: readonly string[],
): Promise<readonly TopicDocument[]> {
  return ids.length === 0 ? [] : stores.topic.findDescendants(reading, ids);
}

/**
 * Puts new topics in at once, takes over the slugs that they get, and answers with them as they are
 * stored; `undefined` if one was there. Where a slug was taken the paths below it follow with the
 * changes.
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

function movedAmong(next: Topics, before: Topics): readonly TopicDocument[] {
  return [...next.values()].filter((topic) => {
    const old = before.get(topic._id);
    return old !== undefined && isMoved(topic, old);
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
