import { goingReading, houseReading, type Reading } from '../database/reading.js';
import type { Stores } from '../stores.js';
import { SerialQueue } from '../structures/serial-queue.js';
import { describeSite } from './describe-site.js';
import type { ArticleEntry, AuthorEntry, SiteEntry, TopicEntry } from './entry.js';
import type { Writer } from './lease/writer.js';
import { HERE, type Measured, type Measurer } from './measuring/measuring.js';
import { AuthorRegister } from './names/author-register.js';
import type { Outcome } from './outcome.js';
import { type Plan, planEntries } from './planning/plan.js';
import { ToldArticles } from './planning/told-articles.js';
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

/** What takes in all that a source yields. */
export interface Publishing {
  /** Takes what a source says of the magazine. */
  describeSite(site: SiteEntry): Promise<void>;
  /** Takes what a source says of an author. */
  describeAuthor(author: AuthorEntry): Promise<void>;
  /** Takes what a source says of a topic. */
  describeTopic(topic: TopicEntry): Promise<void>;
  /** Takes articles, and tells of each, in their order, what became of it. */
  publish(entries: readonly ArticleEntry[]): Promise<Outcome[]>;
  /** Does what is left to do when all is taken; tells of articles as they are related. */
  finish(onRelated?: (articles: number) => void): Promise<void>;
}

/** A plan, and the documents of what it writes. */
interface Preparation {
  readonly plan: Plan;
  readonly prepared: readonly Prepared[];
  /** Entries that turned out to be none that can be written. */
  readonly refused: ReadonlyMap<ArticleEntry, Outcome>;
}

/**
 * The one way in: from entries to cards, bodies, comments, counts and relations.
 *
 * Used by importers and by mutations alike, under the lease: nobody else writes articles, topics or
 * authors meanwhile. Every step may be repeated: the card, which makes an article visible, is
 * written last, and what must follow it is in the write-intent log before. So a lost connection
 * only makes it wait. Throws `LeaseLost` if another process has taken the lease over.
 */
export class Publisher implements Publishing {
  readonly #stores: Stores;
  readonly #writer: Writer;
  readonly #reading: Reading;
  readonly #measurer: Measurer;
  readonly #authors: AuthorRegister;
  readonly #topics: TopicRegister;
  /** Batches are prepared in the order of the calls, though one waits for what is written. */
  readonly #beginning = new SerialQueue();
  readonly #preparing = new SerialQueue();
  readonly #founding = new SerialQueue();
  readonly #writing = new SerialQueue();
  readonly #tools: WriteTools;
  /** Of the same moment, and going on: what comes out during a long import is counted, related. */
  readonly #current: Reading;
  readonly #told = new ToldArticles();
  #isClockBegun = false;
  #unsettledFrom: Date | undefined;

  /** `asOf` is the moment of the import, which its documents carry. */
  constructor(stores: Stores, writer: Writer, asOf: Date, measurer: Measurer = HERE) {
    const { signal } = writer.lease;
    this.#measurer = measurer;
    this.#stores = stores;
    this.#writer = writer;
    this.#reading = houseReading(asOf, signal);
    this.#current = goingReading(asOf, signal);
    this.#authors = new AuthorRegister(stores, this.#reading);
    this.#topics = new TopicRegister(stores, this.#reading, writer);
    this.#tools = {
      ...writer,
      stores,
      reading: this.#current,
      authors: this.#authors,
      topics: this.#topics,
    };
  }

  /** Takes what a source says of the magazine. */
  async describeSite(site: SiteEntry): Promise<void> {
    // Of several exports in one import, what was unsettled in any is.
    this.#unsettledFrom = earliest(this.#unsettledFrom, site.unsettledFrom);
    await this.#attempt(() => describeSite(this.#stores.site, site));
  }

  /** Takes what a source says of an author. */
  async describeAuthor(author: AuthorEntry): Promise<void> {
    await this.#preparing.take(() => this.#attempt(() => this.#authors.describe(author)));
  }

  /** Takes what a source says of a topic. */
  async describeTopic(topic: TopicEntry): Promise<void> {
    await this.#preparing.take(async () => this.#topics.describe(topic));
    if (!this.#topics.isFull) return;
    // A topic that moves takes along the articles that are there: all that are to be must be.
    await this.#writing.ended;
    await this.#preparing.take(() => this.#attempt(() => this.#topics.ensure([])));
  }

  /**
   * Publishes entries, and tells of each, in their order, what became of it.
   *
   * May be called again before it has ended: while the cards of some are written, so are the bodies
   * of the next, and those behind them are prepared, which is work for two cores. Cards are written
   * in the order of the calls.
   */
  async publish(entries: readonly ArticleEntry[]): Promise<Outcome[]> {
    // What moves a topic, and with it the articles below it, must find them all written.
    const begun = this.#topics.isTold ? this.#writing.ended : Promise.resolve();
    const preparing = this.#beginning.take(async () => {
      await begun;
      return this.#preparing.take(() => this.#prepare(entries));
    });
    const founding = this.#founding.take(async () => {
      const preparation = await preparing;
      return { preparation, founded: await layFoundations(this.#tools, preparation.prepared) };
    });
    // Their failure is met in the writing turn, and until then it must not end the process.
    for (const each of [preparing, founding]) each.catch(() => {});
    return this.#writing.take(async () => {
      const { preparation, founded } = await founding;
      return this.#write(preparation, founded);
    });
  }

  /** Writes what was described and never used, counts lists and finds relatives. */
  async finish(onRelated?: (articles: number) => void): Promise<void> {
    await this.#attempt(() => this.#topics.ensure([]));
    await this.#attempt(() => this.#authors.ensure([]));
    await this.#writer.intents.flush();
    await this.#measurer.rest();
    await this.#attempt(() => this.#markUnsettled());
    await this.#attempt(() => settleWaiting(this.#stores, this.#current, onRelated));
  }

  #attempt<T>(work: () => Promise<T>): Promise<T> {
    return this.#writer.lease.attempt(work);
  }

  /** Makes the documents of those entries that have changed, and all that these refer to. */
  async #prepare(entries: readonly ArticleEntry[]): Promise<Preparation> {
    await this.#beginClock();
    const plan = await planEntries(entries, {
      findCards: (ids) => this.#attempt(() => this.#stores.article.findCards(this.#reading, ids)),
      findIntents: (ids) =>
        this.#attempt(() => this.#stores.intent.findByArticles(this.#reading, ids)),
      told: this.#told,
    });
    const changed = plan.toWrite.map(({ entry }) => entry);
    await this.#attempt(() => this.#topics.ensure(changed.flatMap(({ topics }) => topics)));
    await this.#attempt(() => this.#authors.ensure(changed.flatMap(({ authors }) => authors)));
    const measured = await this.#measurer.measure(changed);
    const prepared: Prepared[] = [];
    const refused = new Map<ArticleEntry, Outcome>();
    for (const [index, planned] of plan.toWrite.entries()) {
      const made = prepareArticle(planned, measured[index] ?? UNMEASURED, this.#around());
      if (made.kind === 'PREPARED') prepared.push(made);
      else refused.set(planned.entry, { kind: 'FAILED', reason: made.reason });
    }
    return { plan, prepared, refused };
  }

  /** Writes what was prepared, and answers with what became of each entry. */
  async #write({ plan, refused }: Preparation, founded: Founded): Promise<Outcome[]> {
    const written = await writeArticles(this.#tools, founded);
    await finishArticles(this.#tools, founded, written, plan.intents);
    const outcomes = new Map([...plan.outcomes, ...refused, ...written]);
    return plan.entries.map((entry) => outcomes.get(entry) ?? UNCHANGED);
  }

  #around(): Surroundings {
    return {
      now: this.#reading.asOf,
      readAsOf: this.#current.asOf,
      topicPathIds: (ids) => this.#topics.pathIds(ids),
    };
  }

  /** What is scheduled from here on comes out by itself, whether a gateway runs then or not. */
  async #beginClock(): Promise<void> {
    if (this.#isClockBegun) return;
    await this.#attempt(() => this.#stores.site.beginClock(this.#reading.asOf));
    this.#isClockBegun = true;
  }

  /** What came out since an export was made has relatives that its gateway could not tell. */
  async #markUnsettled(): Promise<void> {
    if (this.#unsettledFrom === undefined) return;
    const since = new Date(this.#unsettledFrom.getTime() - 1);
    const marking = markOut(this.#stores, this.#current, { since, until: this.#current.asOf });
    for await (const _ of marking);
  }
}

const UNMEASURED: Measured = { kind: 'UNMEASURABLE', reason: 'it was not measured' };

const UNCHANGED: Outcome = { kind: 'UNCHANGED' };

function earliest(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other < one ? other : one;
}
