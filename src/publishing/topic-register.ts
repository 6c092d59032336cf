import { slugify } from '../content/slug.js';
import { sortName } from '../content/sort-name.js';
import type { Reading } from '../database/reading.js';
import { slugCandidates } from '../database/slug-claim.js';
import type { TopicDocument } from '../editorial/topic/topic.document.js';
import { topicLists } from '../editorial/topic/topic.lists.js';
import type { Stores } from '../stores.js';
import type { TopicEntry } from './entry.js';
import { topicIdOf } from './identity.js';
import { refile } from './refile.js';
import { ancestorsOf, closesCircle, withAncestors } from './topic-tree.js';

/** A topic as a source tells it; a description decides, a mere mention adds. */
interface Told {
  readonly entry: TopicEntry;
  readonly isDescription: boolean;
}

/**
 * Makes the topics that entries name, and keeps the tree.
 *
 * Descriptions are gathered until an article needs them, so a child may be described before its
 * parent. When a topic moves, the articles below it are filed anew before the topic is written: a
 * crash in between leaves the move to be found again.
 */
export class TopicRegister {
  readonly #stores: Stores;
  readonly #reading: Reading;
  readonly #told = new Map<string, Told>();
  #known: ReadonlyMap<string, TopicDocument> = new Map();

  constructor(stores: Stores, reading: Reading) {
    this.#stores = stores;
    this.#reading = reading;
  }

  /** Takes a source's description of a topic; written with the next `ensure`. */
  describe(entry: TopicEntry): void {
    this.#told.set(topicIdOf(entry.taxonomy, entry.slug), { entry, isDescription: true });
  }

  /** Makes the topics described so far and those mentioned, where they are not there yet. */
  async ensure(mentioned: readonly TopicEntry[]): Promise<void> {
    for (const entry of mentioned) {
      const id = topicIdOf(entry.taxonomy, entry.slug);
      if (!this.#told.has(id) && !this.#known.has(id)) {
        this.#told.set(id, { entry, isDescription: false });
      }
    }
    if (this.#told.size === 0) return;
    this.#tellParents();
    await this.#load([...this.#told.keys()]);
    const described = [...this.#told].filter(([, { isDescription }]) => isDescription);
    await this.#write();
    this.#told.clear();
    await this.show(this.pathIds(described.map(([id]) => id)));
  }

  /** The keys of topics and of all that lie above them; they must have been ensured. */
  pathIds(topicIds: readonly string[]): readonly string[] {
    return withAncestors(topicIds, this.#known);
  }

  /** Lets readers know of topics; they must have been ensured. */
  async show(topicIds: readonly string[]): Promise<void> {
    const hidden = [...new Set(topicIds)].flatMap((id) => {
      const topic = this.#known.get(id);
      return topic === undefined || topic.isShown ? [] : [topic];
    });
    if (hidden.length === 0) return;
    const shown = hidden.map((topic): TopicDocument => {
      const named = { ...topic, isShown: true } as const;
      return { ...named, lists: topicLists(named) };
    });
    await this.#stores.topic.update(shown);
    this.#known = new Map([...this.#known, ...byId(shown)]);
  }

  /** A parent that nobody describes is a topic too, named by its slug. */
  #tellParents(): void {
    for (const { entry } of [...this.#told.values()]) {
      if (entry.parent === undefined) continue;
      const id = topicIdOf(entry.taxonomy, entry.parent);
      if (this.#told.has(id) || this.#known.has(id)) continue;
      const parent = { taxonomy: entry.taxonomy, slug: entry.parent, name: entry.parent };
      this.#told.set(id, { entry: parent, isDescription: false });
    }
  }

  async #load(ids: readonly string[]): Promise<void> {
    const unknown = ids.filter((id) => !this.#known.has(id));
    if (unknown.length === 0) return;
    const found = await this.#stores.topic.findByIds(this.#reading, unknown);
    this.#known = new Map([...this.#known, ...byId(found)]);
    await this.#load([...new Set(found.flatMap((topic) => topic.ancestorIds))]);
  }

  /** Nothing is remembered before it is all written, so that it may be done again. */
  async #write(): Promise<void> {
    const next = this.#hung();
    const told = [...this.#told.keys()].flatMap((id) => next.get(id) ?? []);
    const isRehung = ({ _id, parentId }: TopicDocument) =>
      this.#known.has(_id) && this.#known.get(_id)?.parentId !== parentId;
    const below = await this.#descendants(told.filter(isRehung));
    const before = new Map([...this.#known, ...byId(below)]);
    for (const topic of below) next.set(topic._id, topic);
    for (const topic of [...told, ...below]) next.set(topic._id, settled(topic, next));
    await this.#store(told, below, before, next);
    this.#known = next;
  }

  /**
   * The known topics and those told, hung up as told; a link that would close a circle is left out.
   */
  #hung(): Map<string, TopicDocument> {
    const next = new Map(this.#known);
    const told = [...this.#told].map(([id, each]) => merged(id, each, this.#known.get(id)));
    for (const { parentId: _, ...root } of told) next.set(root._id, root);
    for (const topic of told) if (!closesCircle(topic, next)) next.set(topic._id, topic);
    return next;
  }

  /** All below these topics that nobody told of. */
  async #descendants(rehung: readonly TopicDocument[]): Promise<TopicDocument[]> {
    const lists = await Promise.all(
      rehung.map(({ _id }) => this.#stores.topic.findDescendants(this.#reading, _id)),
    );
    return [...byId(lists.flat()).values()].filter(({ _id }) => !this.#told.has(_id));
  }

  /**
   * Writes what changed: new topics, then articles in their new places, then all below a topic that
   * moves, and the topic itself last, because its old place is what a repeat finds it by.
   */
  async #store(
    told: readonly TopicDocument[],
    below: readonly TopicDocument[],
    before: ReadonlyMap<string, TopicDocument>,
    next: ReadonlyMap<string, TopicDocument>,
  ): Promise<void> {
    const asNext = (topics: readonly TopicDocument[]) =>
      topics.flatMap(({ _id }) => next.get(_id) ?? []);
    for (const topic of asNext(told)) {
      if (before.has(topic._id)) continue;
      const { slug, ...rest } = topic;
      await this.#stores.topic.insert(rest, slugsFor(topic, slug));
    }
    const moved = asNext([...told, ...below]).filter((topic) => isMoved(topic, before));
    await refile(this.#stores, this.#reading, moved, (ids) => withAncestors(ids, next));
    for (const topics of [below, told]) {
      await this.#stores.topic.update(asNext(topics).filter((topic) => isChanged(topic, before)));
    }
  }
}

function byId(topics: readonly TopicDocument[]): Map<string, TopicDocument> {
  return new Map(topics.map((topic) => [topic._id, topic]));
}

function settled(topic: TopicDocument, tree: ReadonlyMap<string, TopicDocument>): TopicDocument {
  return { ...topic, ancestorIds: ancestorsOf(topic, tree), lists: topicLists(topic) };
}

function merged(id: string, { entry, isDescription }: Told, known: TopicDocument | undefined) {
  const { taxonomy, slug, name, description, parent } = entry;
  const parentId = parent === undefined ? undefined : topicIdOf(taxonomy, parent);
  const told = {
    name: name.trim() || slug,
    sortName: sortName(name.trim() || slug),
    ...(description === undefined ? {} : { description }),
    ...(parentId === undefined ? {} : { parentId }),
  };
  if (known === undefined) {
    return { _id: id, taxonomy, slug: slugify(slug), ...told, ancestorIds: [], lists: [] };
  }
  if (!isDescription) return { ...told, ...known };
  const { parentId: _, ...rest } = known;
  return { ...rest, ...told };
}

function* slugsFor(topic: TopicDocument, slug: string): Generator<string> {
  yield* slugCandidates(slug, `${slug}-${topic.taxonomy.toLowerCase()}`);
}

function isChanged(topic: TopicDocument, before: ReadonlyMap<string, TopicDocument>): boolean {
  const old = before.get(topic._id);
  if (old === undefined) return false;
  return topic.name !== old.name || topic.description !== old.description || isMoved(topic, before);
}

function isMoved(topic: TopicDocument, before: ReadonlyMap<string, TopicDocument>): boolean {
  const old = before.get(topic._id);
  return old !== undefined && topic.ancestorIds.join(' ') !== old.ancestorIds.join(' ');
}
