import { advancingContext, type ReadContext, systemContext } from '../database/read-context.js';
import type { Stores } from '../stores.js';
import { SerialQueue } from '../structures/serial-queue.js';
import { type Analyser, type AnalysisResult, HERE } from './analysis/analysis.js';
import { describeSite } from './describe-site.js';
import type { ArticleEntry, AuthorEntry, SiteEntry, TopicEntry } from './entry.js';
import type { Writer } from './lease/writer.js';
import { AuthorRegister } from './names/author-register.js';
import type { Outcome } from './outcome.js';
import { type Plan, planEntries } from './planning/plan.js';
import { SeenArticles } from './planning/seen-articles.js';
import { type Prepared, prepareArticle, type Surroundings } from './preparing/prepare.js';
import { markOut } from './settling/clock.js';
import { settleWaiting } from './settling/settle-waiting.js';
import { TopicRegister } from './topics/topic-register.js';
import {
  type Founded,
  finishArticles,
  layFoundations,
  type WriteTools,
  writeArticles,
} from './writing/write.js';

/** Destination for the records of a source: the `Publisher` stores them, a dry run only reports. */
export interface Publishing {
  /** Stores what a source says about the magazine. */
  describeSite(site: SiteEntry): Promise<void>;
  /** Stores what a source says about an author. */
  describeAuthor(author: AuthorEntry): Promise<void>;
  /** Stores what a source says about a topic. */
  describeTopic(topic: TopicEntry): Promise<void>;
  /** Publishes articles; returns one outcome per entry, in the order of the entries. */
  publish(entries: readonly ArticleEntry[]): Promise<Outcome[]>;
  /**
   * Completes the work after the last record. `onRelated` receives the number of articles whose
   * related posts were found, once per round.
   */
  finish(onRelated?: (articles: number) => void): Promise<void>;
}

/** A plan, with the documents of the entries that it writes. */
interface Preparation {
  readonly plan: Plan;
  readonly prepared: readonly Prepared[];
  /** Entries for which no valid documents can be made, with the reason. */
  readonly refused: ReadonlyMap<ArticleEntry, Outcome>;
}

/**
 * The publishing pipeline: turns entries into cards, bodies, comments, counts and related posts.
 *
 * Importers and mutations both use it, and hold the lease: no other process writes articles, topics
 * or authors at the same time. Every step can be repeated. The card, which makes an article
 * visible, is written last, and the work that follows it is recorded in the write-intent log first.
 * A lost connection therefore only delays the work. Throws `LeaseLost` if another process has taken
 * over the lease.
 */
export class Publisher implements Publishing {
  readonly #stores: Stores;
  readonly #writer: Writer;
  readonly #readContext: ReadContext;
  readonly #analyser: Analyser;
  readonly #authors: AuthorRegister;
  readonly #topics: TopicRegister;
  /** Prepares batches in the order of the calls, although a batch may wait for earlier writes. */
  readonly #beginning = new SerialQueue();
  readonly #preparing = new SerialQueue();
  readonly #founding = new SerialQueue();
  readonly #writing = new SerialQueue();
  readonly #tools: WriteTools;
  /**
   * Starts at the moment of the import and moves on with the clock, so that articles that become
   * public during a long import are counted and related as well.
   */
  readonly #current: ReadContext;
  readonly #declared = new SeenArticles();
  #isClockBegun = false;
  #unsettledFrom: Date | undefined;

  /** `asOf` is the moment of the import. It is stored in the documents that the import writes. */
  constructor(stores: Stores, writer: Writer, asOf: Date, analyser: Analyser = HERE) {
    const { signal } = writer.lease;
    this.#analyser = analyser;
    this.#stores = stores;
    this.#writer = writer;
    this.#readContext = systemContext(asOf, signal);
    this.#current = advancingContext(asOf, signal);
    this.#authors = new AuthorRegister(stores, this.#readContext);
    this.#topics = new TopicRegister(stores, this.#readContext, writer);
    this.#tools = {
      ...writer,
      stores,
      readContext: this.#current,
      authors: this.#authors,
      topics: this.#topics,
    };
  }

  /** Stores what a source says about the magazine. */
  async describeSite(site: SiteEntry): Promise<void> {
    // If one import reads several exports, the earliest moment covers all of them.
    this.#unsettledFrom = earliest(this.#unsettledFrom, site.unsettledFrom);
    await this.#attempt(() => describeSite(this.#stores.site, site));
  }

  /** Stores what a source says about an author. */
  async describeAuthor(author: AuthorEntry): Promise<void> {
    await this.#preparing.take(() => this.#attempt(() => this.#authors.describe(author)));
  }

  /** Stores what a source says about a topic. */
  async describeTopic(topic: TopicEntry): Promise<void> {
    await this.#preparing.take(async () => this.#topics.describe(topic));
    if (!this.#topics.isFull) return;
    // Moving a topic updates its stored articles, so all earlier batches must be written first.
    await this.#writing.ended;
    await this.#preparing.take(() => this.#attempt(() => this.#topics.ensure([])));
  }

  /**
   * Publishes entries; returns one outcome per entry, in the order of the entries.
   *
   * May be called again before it has finished. While the cards of one batch are written, the
   * bodies of the next are written and the batch after that is prepared, which keeps two cores
   * busy. Cards are written in the order of the calls.
   */
  async publish(entries: readonly ArticleEntry[]): Promise<Outcome[]> {
    // Moving a topic updates the articles below it, so all of them must be written first.
    const begun = this.#topics.hasDeclared ? this.#writing.ended : Promise.resolve();
    const preparing = this.#beginning.take(async () => {
      await begun;
      return this.#preparing.take(() => this.#prepare(entries));
    });
    const founding = this.#founding.take(async () => {
      const preparation = await preparing;
      return { preparation, founded: await layFoundations(this.#tools, preparation.prepared) };
    });
    // These failures are handled in the writing queue; until then they must not end the process as
    // unhandled rejections.
    for (const each of [preparing, founding]) each.catch(() => {});
    return this.#writing.take(async () => {
      const { preparation, founded } = await founding;
      return this.#write(preparation, founded);
    });
  }

  /** Writes descriptions that no article used, counts lists and finds related posts. */
  async finish(onRelated?: (articles: number) => void): Promise<void> {
    await this.#attempt(() => this.#topics.ensure([]));
    await this.#attempt(() => this.#authors.ensure([]));
    await this.#writer.intents.flush();
    await this.#analyser.rest();
    await this.#attempt(() => this.#markUnsettled());
    await this.#attempt(() => settleWaiting(this.#stores, this.#current, onRelated));
  }

  #attempt<T>(work: () => Promise<T>): Promise<T> {
    return this.#writer.lease.attempt(work);
  }

  /**
   * Makes the documents of changed entries, and writes the topics and authors that they refer to.
   */
  async #prepare(entries: readonly ArticleEntry[]): Promise<Preparation> {
    await this.#beginClock();
    const plan = await planEntries(entries, {
      findCards: (ids) =>
        this.#attempt(() => this.#stores.article.findCards(this.#readContext, ids)),
      findIntents: (ids) =>
        this.#attempt(() => this.#stores.intent.findByArticles(this.#readContext, ids)),
      declared: this.#declared,
    });
    const changed = plan.toWrite.map(({ entry }) => entry);
    await this.#attempt(() => this.#topics.ensure(changed.flatMap(({ topics }) => topics)));
    await this.#attempt(() => this.#authors.ensure(changed.flatMap(({ authors }) => authors)));
    const analysis = await this.#analyser.measure(changed);
    const prepared: Prepared[] = [];
    const refused = new Map<ArticleEntry, Outcome>();
    for (const [index, planned] of plan.toWrite.entries()) {
      const made = prepareArticle(planned, analysis[index] ?? UNMEASURED, this.#around());
      if (made.kind === 'PREPARED') prepared.push(made);
      else refused.set(planned.entry, { kind: 'FAILED', reason: made.reason });
    }
    return { plan, prepared, refused };
  }

  /** Writes a prepared batch; returns one outcome per entry. */
  async #write({ plan, refused }: Preparation, founded: Founded): Promise<Outcome[]> {
    const written = await writeArticles(this.#tools, founded);
    await finishArticles(this.#tools, founded, written, plan.intents);
    const outcomes = new Map([...plan.outcomes, ...refused, ...written]);
    return plan.entries.map((entry) => outcomes.get(entry) ?? UNCHANGED);
  }

  #around(): Surroundings {
    return {
      now: this.#readContext.asOf,
      readAsOf: this.#current.asOf,
      topicPathIds: (ids) => this.#topics.pathIds(ids),
    };
  }

  /**
   * Stores the moment from which the clock works, unless one is stored. From then on, scheduled
   * articles are counted and related when they become public, whether or not a gateway is running
   * at that moment.
   */
  async #beginClock(): Promise<void> {
    if (this.#isClockBegun) return;
    await this.#attempt(() => this.#stores.site.beginClock(this.#readContext.asOf));
    this.#isClockBegun = true;
  }

  /**
   * Marks articles that became public after an export was made as stale: the exporting gateway
   * could not know their related posts yet.
   */
  async #markUnsettled(): Promise<void> {
    if (this.#unsettledFrom === undefined) return;
    const since = new Date(this.#unsettledFrom.getTime() - 1);
    const marking = markOut(this.#stores, this.#current, { since, until: this.#current.asOf });
    for await (const _ of marking);
  }
}

const UNMEASURED: AnalysisResult = {
  kind: 'UNMEASURABLE',
  reason: 'the analysis returned no result for it',
};

const UNCHANGED: Outcome = { kind: 'UNCHANGED' };

function earliest(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other < one ? other : one;
}
