import { withoutControls } from '../../content/html.js';
import { sortName } from '../../content/sort-name.js';
import type { TopicDocument } from '../../editorial/topic/topic.document.js';
import { topicLists } from '../../editorial/topic/topic.lists.js';
import type { TopicChange } from '../../editorial/topic/topic.store.js';
import { isShownEarlier } from '../../editorial/visibility/visibility.js';
import type { TopicEntry } from '../entry.js';
import { topicIdOf, topicKey } from '../identity.js';
import { addressesOf } from '../preparing/addresses.js';
import { askedSlug } from '../slugs/asked-slug.js';
import { ancestorsOf, closesCircle, pathOf } from './topic-tree.js';

/**
 * A topic as declared by a source. A description replaces what is stored; a mention only creates a
 * topic that is missing.
 */
export interface DeclaredTopic {
  readonly entry: TopicEntry;
  readonly isDescription: boolean;
}

/** Topics by id. */
export type Topics = ReadonlyMap<string, TopicDocument>;

/**
 * The parents of declared topics that are not declared themselves, by id. The value is `undefined`
 * if only the parent's id is known.
 */
export function undeclaredParents(
  declared: ReadonlyMap<string, DeclaredTopic>,
): ReadonlyMap<string, DeclaredTopic | undefined> {
  const parents = new Map<string, DeclaredTopic | undefined>();
  for (const { entry } of declared.values()) {
    const id = parentKey(entry);
    if (id === undefined || declared.has(id)) continue;
    parents.set(id, parents.get(id) ?? mentionOfParent(entry));
  }
  return parents;
}

/** A parent that no source describes becomes a topic named by its slug. */
function mentionOfParent({
  taxonomy,
  parent,
  parentId: id,
}: TopicEntry): DeclaredTopic | undefined {
  if (parent === undefined) return undefined;
  const entry = { taxonomy, slug: parent, name: parent, ...(id === undefined ? {} : { id }) };
  return { entry, isDescription: false };
}

function parentKey({ taxonomy, parent, parentId }: TopicEntry): string | undefined {
  return parentId ?? (parent === undefined ? undefined : topicIdOf(taxonomy, parent));
}

/**
 * Merges declared topics into the known ones. A parent link that would close a cycle is dropped.
 */
export function hung(
  declared: ReadonlyMap<string, DeclaredTopic>,
  known: Topics,
): Map<string, TopicDocument> {
  const next = new Map(known);
  const merged = [...declared].map(([id, { entry }]) => mergedTopic(entry, known.get(id)));
  for (const { parentId: _, ...root } of merged) next.set(root._id, root);
  for (const topic of merged) if (!closesCircle(topic, next)) next.set(topic._id, topic);
  return next;
}

function mergedTopic(entry: TopicEntry, known: TopicDocument | undefined): TopicDocument {
  const { taxonomy, slug, description } = entry;
  const place = { slug: askedSlug(entry, slug), ancestorIds: [], path: '', lists: [] };
  const before: TopicDocument = known ?? {
    ...{ _id: topicKey(entry), taxonomy, name: '', sortName: '' },
    ...place,
  };
  const { parentId: _parent, description: _description, ...kept } = before;
  const name = withoutControls(entry.name).trim() || withoutControls(slug);
  const parentId = parentKey(entry);
  const addresses = addressesOf(
    [...ownAddress(entry), ...(entry.addresses ?? [])],
    known?.addresses,
  );
  return {
    ...kept,
    ...(addresses === undefined ? {} : { addresses }),
    name,
    sortName: sortName(name),
    ...(description === undefined ? {} : { description }),
    ...(parentId === undefined ? {} : { parentId }),
  };
}

/**
 * The address under which the source itself lists the topic. It continues to resolve to the topic
 * even if the slug was taken by another. A topic from an export with a valid slug of this gateway
 * has all addresses in its entry.
 */
function ownAddress({ id, taxonomy, slug }: TopicEntry): string[] {
  const isOurs = id !== undefined && askedSlug({ id }, slug) === slug;
  // JSON can contain half a surrogate pair, which `encodeURIComponent` rejects.
  const asked = encodeURIComponent(withoutControls(slug));
  return isOurs ? [] : [`/${taxonomy.toLowerCase()}/${asked}`];
}

/** A topic with the fields that follow from its place in the tree: ancestors, path, lists. */
export function settled(topic: TopicDocument, tree: Topics): TopicDocument {
  const path = pathOf(topic, tree);
  return { ...topic, ancestorIds: ancestorsOf(topic, tree), path, lists: topicLists(topic) };
}

/** A topic that a source shows, or an ancestor of one: visible from `moment` on at the latest. */
export function describedAt(topic: TopicDocument, moment: Date): TopicDocument {
  return { ...shownAt(topic, moment), isDescribed: true };
}

/** A topic that is visible from `moment` on, or since earlier. */
export function shownAt(topic: TopicDocument, moment: Date): TopicDocument {
  const { shownFrom = moment } = topic;
  return { ...topic, shownFrom: shownFrom < moment ? shownFrom : moment };
}

/** The update that turns the stored topic `old` into `topic`; `undefined` if they are equal. */
export function changeOf(topic: TopicDocument, old: TopicDocument): TopicChange | undefined {
  const { _id, name, sortName: sorted, description, parentId } = topic;
  const { addresses, ancestorIds, path, lists } = topic;
  const set = {
    ...(name === old.name ? {} : { name, sortName: sorted }),
    ...(description === undefined || description === old.description ? {} : { description }),
    ...(parentId === undefined || parentId === old.parentId ? {} : { parentId }),
    ...(addresses === undefined || addresses.length === old.addresses?.length ? {} : { addresses }),
    ...(isMoved(topic, old) ? { ancestorIds } : {}),
    ...(path === old.path ? {} : { path }),
    ...(lists.join('\n') === old.lists.join('\n') ? {} : { lists }),
    ...(topic.isDescribed && !old.isDescribed ? { isDescribed: true as const } : {}),
  };
  const unset = (['description', 'parentId'] as const).filter(
    (field) => topic[field] === undefined && old[field] !== undefined,
  );
  const { shownFrom } = topic;
  const isEarlier = isShownEarlier(topic, old);
  if (Object.keys(set).length === 0 && unset.length === 0 && !isEarlier) return undefined;
  const previous = { name: old.name, path: old.path };
  return { _id, previous, set, unset, ...(isEarlier && shownFrom ? { shownFrom } : {}) };
}

/** Whether the ancestors of a topic have changed. */
export function isMoved({ ancestorIds }: TopicDocument, old: TopicDocument): boolean {
  return ancestorIds.join(' ') !== old.ancestorIds.join(' ');
}
