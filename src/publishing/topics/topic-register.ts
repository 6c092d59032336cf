import type { ReadContext } from '../../database/read-context.js';
import { ReferenceCache } from '../../database/reference-cache.js';
import type { Moments } from '../../editorial/named/named.document.js';
import type { TopicDocument } from '../../editorial/topic/topic.document.js';
import type { Stores } from '../../stores.js';
import type { TopicEntry } from '../entry.js';
import { topicKey } from '../identity.js';
import type { Writer } from '../lease/writer.js';
import {
  changeOf,
  type DeclaredTopic,
  settled,
  type Topics,
  undeclaredParents,
} from './topic-change.js';
import { withAncestors } from './topic-tree.js';
import { type TopicTools, writeTopics } from './topic-writing.js';

/** Cache of topics: how many, and the milliseconds after which one is read again. */
const KNOWN = { max: 50_000, maxAgeMilliseconds: 60_000 };

/** Number of descriptions that are collected before they are written. */
const TOLD_AT_ONCE = 500;

/**
 * Creates the topics that entries contain, and maintains the topic tree.
 *
 * Descriptions are collected until an article needs them, so a child may be described before its
 * parent. If there are many (`isFull`), they are written earlier, and a parent that is described
 * later is added to the tree then. The cache is bounded, and only saves reads.
 */
export class TopicRegister {
  readonly #stores: Stores;
  readonly #readContext: ReadContext;
  readonly #writer: Writer;
  readonly #declared = new Map<string, DeclaredTopic>();
  readonly #known = new ReferenceCache<TopicDocument>(KNOWN);
  /** The topics of the last `ensure`, and all their ancestors. */
  #ensured: Topics = new Map();

  constructor(stores: Stores, readContext: ReadContext, writer: Writer) {
    this.#stores = stores;
    this.#readContext = readContext;
    this.#writer = writer;
  }

  /** Whether collected descriptions are not written yet. */
  get hasDeclared(): boolean {
    return this.#declared.size > 0;
  }

  /** Whether so many descriptions are collected that they should be written first. */
  get isFull(): boolean {
    return this.#declared.size >= TOLD_AT_ONCE;
  }

  /** Collects a description of a topic; written with the next `ensure`. */
  describe(entry: TopicEntry): void {
    this.#declared.set(topicKey(entry), { entry, isDescription: true });
  }

  /** Writes the collected descriptions, and creates the mentioned topics that do not exist yet. */
  async ensure(mentioned: readonly TopicEntry[]): Promise<void> {
    const named = new Map(this.#declared);
    for (const entry of mentioned) {
      const id = topicKey(entry);
      if (!named.has(id)) named.set(id, { entry, isDescription: false });
    }
    let written: Topics | undefined;
    while (written === undefined) written = await this.#write(named);
    this.#ensured = written;
    this.#known.keep(written.values());
    this.#declared.clear();
  }

  /**
   * The ids of topics and of all their ancestors. The topics must have been part of the last
   * `ensure`.
   */
  pathIds(topicIds: readonly string[]): readonly string[] {
    return withAncestors(topicIds, this.#ensured);
  }

  /** Makes topics visible from these moments on. */
  async show(moments: Moments): Promise<void> {
    const known = await this.#read([...moments.keys()]);
    const byId = new Map(known.map((topic) => [topic._id, topic]));
    // A topic that is already visible stays visible; no article can delay it.
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
    return topic?.shownFrom !== undefined && topic.shownFrom <= this.#readContext.asOf;
  }

  /**
   * One attempt to write topics; `undefined` if it must be repeated. Topics that are only mentioned
   * and exist already stay unchanged.
   */
  async #write(named: ReadonlyMap<string, DeclaredTopic>): Promise<Topics | undefined> {
    await this.#refresh([...this.#declared.keys()]);
    const known = await this.#load([...named.keys()]);
    const declared = new Map(
      [...named].filter(([id, { isDescription }]) => isDescription || !known.has(id)),
    );
    const orphans = [...named].filter(([id]) => isOrphan(known.get(id), known));
    if (declared.size + orphans.length === 0 && areSettled(known)) return known;
    const parents = undeclaredParents(new Map([...orphans, ...declared]));
    const above = await this.#load([...parents.keys()].filter((id) => !known.has(id)));
    for (const [id, topic] of above) known.set(id, topic);
    for (const [id, parent] of parents) if (parent && !known.has(id)) declared.set(id, parent);
    return writeTopics(this.#tools, declared, known);
  }

  get #tools(): TopicTools {
    return {
      stores: this.#stores,
      readContext: this.#readContext,
      ...this.#writer,
      load: (ids) => this.#load(ids),
    };
  }

  /** Reads the described topics again, since they must be compared with what is stored now. */
  async #refresh(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    this.#known.keep(await this.#stores.topic.findByIds(this.#readContext, ids));
  }

  /** The topics of these ids that exist, and all their ancestors. */
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
    return this.#known.read(ids, (missing) =>
      this.#stores.topic.findByIds(this.#readContext, missing),
    );
  }
}

/**
 * Whether all topics have the stored paths and lists that they should have. A killed import, or one
 * of an earlier version, may have left wrong ones.
 */
function areSettled(known: Topics): boolean {
  return [...known.values()].every((topic) => !changeOf(settled(topic, known), topic));
}

/** Whether a killed import has created a topic, but not its parent. */
function isOrphan(topic: TopicDocument | undefined, known: Topics): boolean {
  return topic?.parentId !== undefined && !known.has(topic.parentId);
}
