import type { Reading } from '../../database/reading.js';
import { ReferenceCache } from '../../database/reference-cache.js';
import type { Moments } from '../../editorial/named/named.document.js';
import type { TopicDocument } from '../../editorial/topic/topic.document.js';
import type { Stores } from '../../stores.js';
import type { TopicEntry } from '../entry.js';
import { topicKey } from '../identity.js';
import type { Writer } from '../lease/writer.js';
import { changeOf, settled, type ToldTopic, type Topics, untoldParents } from './topic-change.js';
import { withAncestors } from './topic-tree.js';
import { type TopicTools, writeTopics } from './topic-writing.js';

/** Topics that are remembered, and milliseconds after which one is read again. */
const KNOWN = { max: 50_000, maxAgeMilliseconds: 60_000 };

/** Descriptions that are gathered before they are written. */
const TOLD_AT_ONCE = 500;

/**
 * Makes the topics that entries name, and keeps the tree.
 *
 * Descriptions are gathered until an article needs them, so a child may be described before its
 * parent; if many come (`isFull`), some are written earlier, and a parent takes its place when it
 * comes. What is remembered is bounded, and only saves reading it again.
 */
export class TopicRegister {
  readonly #stores: Stores;
  readonly #reading: Reading;
  readonly #writer: Writer;
  readonly #told = new Map<string, ToldTopic>();
  readonly #known = new ReferenceCache<TopicDocument>(KNOWN);
  /** Those of the last `ensure`, and all above them. */
  #ensured: Topics = new Map();

  constructor(stores: Stores, reading: Reading, writer: Writer) {
    this.#stores = stores;
    this.#reading = reading;
    this.#writer = writer;
  }

  /** Whether descriptions wait to be written. */
  get isTold(): boolean {
    return this.#told.size > 0;
  }

  /** Whether so many wait that they should be written before more come. */
  get isFull(): boolean {
    return this.#told.size >= TOLD_AT_ONCE;
  }

  /** Takes a source's description of a topic; written with the next `ensure`. */
  describe(entry: TopicEntry): void {
    this.#told.set(topicKey(entry), { entry, isDescription: true });
  }

  /** Makes the topics described so far and those mentioned, where they are not there yet. */
  async ensure(mentioned: readonly TopicEntry[]): Promise<void> {
    const named = new Map(this.#told);
    for (const entry of mentioned) {
      const id = topicKey(entry);
      if (!named.has(id)) named.set(id, { entry, isDescription: false });
    }
    let written: Topics | undefined;
    while (written === undefined) written = await this.#write(named);
    this.#ensured = written;
    this.#known.keep(written.values());
    this.#told.clear();
  }

  /** The keys of topics and of all that lie above them; they must have been ensured last. */
  pathIds(topicIds: readonly string[]): readonly string[] {
    return withAncestors(topicIds, this.#ensured);
  }

  /** Lets readers know of topics from these moments on. */
  async show(moments: Moments): Promise<void> {
    const known = await this.#read([...moments.keys()]);
    const byId = new Map(known.map((topic) => [topic._id, topic]));
    // What is known to readers already stays so: nobody puts that off.
    const hidden = [...moments].filter(([id]) => !this.#isPast(byId.get(id)));
    await this.#stores.topic.show(new Map(hidden));
    this.#known.keep(
      hidden.flatMap(([id, shownFrom]) => {
        const topic = byId.get(id);
        return topic === undefined ? [] : [{ ...topic, shownFrom }];
      }),
    );
  }

  #isPast(topic: TopicDocument | undefined): boolean {
    return topic?.shownFrom !== undefined && topic.shownFrom <= this.#reading.asOf;
  }

  /** One attempt; what is merely mentioned and there already stays as it is. */
  async #write(named: ReadonlyMap<string, ToldTopic>): Promise<Topics | undefined> {
    await this.#refresh([...this.#told.keys()]);
    const known = await this.#load([...named.keys()]);
    const told = new Map(
      [...named].filter(([id, { isDescription }]) => isDescription || !known.has(id)),
    );
    const orphans = [...named].filter(([id]) => isOrphan(known.get(id), known));
    if (told.size + orphans.length === 0 && areSettled(known)) return known;
    const parents = untoldParents(new Map([...orphans, ...told]));
    const above = await this.#load([...parents.keys()].filter((id) => !known.has(id)));
    for (const [id, topic] of above) known.set(id, topic);
    for (const [id, parent] of parents) if (parent && !known.has(id)) told.set(id, parent);
    return writeTopics(this.#tools, told, known);
  }

  get #tools(): TopicTools {
    return {
      stores: this.#stores,
      reading: this.#reading,
      ...this.#writer,
      load: (ids) => this.#load(ids),
    };
  }

  /** What is described is compared with what is there now. */
  async #refresh(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    this.#known.keep(await this.#stores.topic.findByIds(this.#reading, ids));
  }

  /** The topics of these ids that exist, and all above them. */
  async #load(ids: readonly string[]): Promise<Map<string, TopicDocument>> {
    const found = new Map<string, TopicDocument>();
    const asked = new Set<string>();
    for (let next = [...new Set(ids)]; next.length > 0; ) {
      for (const id of next) asked.add(id);
      const topics = await this.#read(next);
      for (const topic of topics) found.set(topic._id, topic);
      const above = topics.flatMap(({ ancestorIds }) => ancestorIds);
      next = [...new Set(above)].filter((id) => !asked.has(id));
    }
    return found;
  }

  #read(ids: readonly string[]): Promise<TopicDocument[]> {
    return this.#known.read(ids, (missing) => this.#stores.topic.findByIds(this.#reading, missing));
  }
}

/** Whether nothing was left undone by an import that was killed, or one of an earlier version. */
function areSettled(known: Topics): boolean {
  return [...known.values()].every((topic) => !changeOf(settled(topic, known), topic));
}

/** Whether an import that was killed has made a topic, and not yet the one above it. */
function isOrphan(topic: TopicDocument | undefined, known: Topics): boolean {
  return topic?.parentId !== undefined && !known.has(topic.parentId);
}
