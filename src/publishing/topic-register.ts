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
import { ancestorsOf, withAncestors } from './topic-tree.js';

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
  readonly #known = new Map<string, TopicDocument>();

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
    await this.#write();
    this.#told.clear();
  }

  /** The keys of topics and of all that lie above them; they must have been ensured. */
  pathIds(topicIds: readonly string[]): readonly string[] {
    return withAncestors(topicIds, this.#known);
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
    for (const topic of found) this.#known.set(topic._id, topic);
    await this.#load([...new Set(found.flatMap((topic) => topic.ancestorIds))]);
  }

  async #write(): Promise<void> {
    const before = new Map(this.#known);
    for (const [id, told] of this.#told) this.#known.set(id, merged(id, told, before.get(id)));
    const told = [...this.#told.keys()].flatMap((id) => this.#known.get(id) ?? []);
    const isMove = (topic: TopicDocument) => {
      const known = before.get(topic._id);
      return known !== undefined && known.parentId !== topic.parentId;
    };
    const below = await this.#descendants(told.filter(isMove));
    const settled = [...told, ...below].map((topic) => this.#settle(topic));
    const changed = settled.filter((topic) => isChanged(topic, before.get(topic._id)));
    const moved = changed.filter((topic) => isMoved(topic, before.get(topic._id)));
    await refile(this.#stores, this.#reading, moved, (ids) => this.pathIds(ids));
    await this.#stores.topic.update(changed);
    for (const topic of settled) {
      if (before.has(topic._id)) continue;
      const { slug, ...rest } = topic;
      await this.#stores.topic.insert(rest, slugsFor(topic, slug));
    }
  }

  async #descendants(moved: readonly TopicDocument[]): Promise<TopicDocument[]> {
    const lists = await Promise.all(
      moved.map(({ _id }) => this.#stores.topic.findDescendants(this.#reading, _id)),
    );
    const below = lists.flat().filter(({ _id }) => !this.#told.has(_id));
    for (const topic of below) this.#known.set(topic._id, topic);
    return below;
  }

  #settle(topic: TopicDocument): TopicDocument {
    const settled = {
      ...topic,
      ancestorIds: ancestorsOf(topic, this.#known),
      lists: topicLists(topic),
    };
    this.#known.set(topic._id, settled);
    return settled;
  }
}

function merged(id: string, { entry, isDescription }: Told, known: TopicDocument | undefined) {
  const { taxonomy, slug, name, description, parent } = entry;
  const parentId = parent === undefined ? undefined : topicIdOf(taxonomy, parent);
  const told = {
    name,
    sortName: sortName(name),
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

function isChanged(topic: TopicDocument, before: TopicDocument | undefined): boolean {
  if (before === undefined) return false;
  return (
    topic.name !== before.name || topic.description !== before.description || isMoved(topic, before)
  );
}

function isMoved(topic: TopicDocument, before: TopicDocument | undefined): boolean {
  if (before === undefined) return false;
  return topic.ancestorIds.join(' ') !== before.ancestorIds.join(' ');
}
