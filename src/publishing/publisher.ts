import { goingReading, type Reading } from '../database/reading.js';
import { steadily } from '../database/steadily.js';
import type { ArticleDocument } from '../editorial/article/article.document.js';
import type { UnfinishedDocument } from '../editorial/unfinished/unfinished.document.js';
import type { Stores } from '../stores.js';
import { AuthorRegister } from './author-register.js';
import { markOut } from './clock.js';
import { confirmWritten, endWork } from './confirm.js';
import { describeSite } from './describe-site.js';
import type { ArticleEntry, AuthorEntry, SiteEntry, TopicEntry } from './entry.js';
import { articleKey } from './identity.js';
import { HERE, type Measured, type Measurer } from './measuring.js';
import type { Outcome } from './outcome.js';
import { type Prepared, prepareArticle, type Surroundings } from './prepare.js';
import { recognised } from './recognise.js';
import { settleWaiting } from './settle-waiting.js';
import { announceNames, type NameTools } from './shown-names.js';
import { ToldArticles } from './told-articles.js';
import { TopicRegister } from './topic-register.js';
import { Turns } from './turns.js';
import { hashOf, verdictOn } from './verdict.js';
import { type Founded, layFoundations, type Written, writeArticles } from './write.js';

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

/** The documents of a batch, and what became of the entries that have none. */
interface Preparation {
  readonly prepared: readonly Prepared[];
  readonly settled: ReadonlyMap<ArticleEntry, Outcome>;
  /** What others have begun on these articles before. */
  readonly works: readonly UnfinishedDocument[];
}

/** What the database holds of entries. */
interface Known {
  /** Their cards, by id. */
  readonly cards: ReadonlyMap<string, ArticleDocument>;
  /** What was begun on them. */
  readonly works: readonly UnfinishedDocument[];
}

/**
 * The one way in: from entries to cards, bodies, comments, counts and relations.
 *
 * Used by importers and by mutations alike. Every step may be repeated: the card, which makes an
 * article visible, is written last, and what must follow it is marked before. So a lost connection
 * only makes it wait.
 */
export class Publisher implements Publishing {
  readonly #stores: Stores;
  readonly #reading: Reading;
  readonly #measurer: Measurer;
  readonly #authors: AuthorRegister;
  readonly #topics: TopicRegister;
  /** Batches are prepared in the order of the calls, though one waits for what is written. */
  readonly #beginning = new Turns();
  readonly #preparing = new Turns();
  readonly #founding = new Turns();
  readonly #writing = new Turns();
  readonly #names: NameTools;
  /** Of the same moment, and going on: what comes out during a long import is counted, related. */
  readonly #current: Reading;
  readonly #told = new ToldArticles();
  /** Works that are done, which the database is told with the next one. */
  readonly #endedIds = new Set<string>();
  #isClockBegun = false;
  #unsettledFrom: Date | undefined;

  /** The reading must be the house's. */
  constructor(stores: Stores, reading: Reading, measurer: Measurer = HERE) {
    this.#measurer = measurer;
    this.#stores = stores;
    this.#reading = reading;
    this.#current = goingReading(reading.asOf, reading.signal);
    this.#authors = new AuthorRegister(stores, reading);
    this.#topics = new TopicRegister(stores, reading);
    this.#names = {
      stores,
      reading: this.#current,
      begun: reading.asOf,
      authors: this.#authors,
      topics: this.#topics,
    };
  }

  /** Takes what a source says of the magazine. */
  async describeSite(site: SiteEntry): Promise<void> {
    // Of several exports in one import, what was unsettled in any is.
    this.#unsettledFrom = earliest(this.#unsettledFrom, site.unsettledFrom);
    await steadily(() => describeSite(this.#stores.site, site));
  }

  /** Takes what a source says of an author. */
  async describeAuthor(author: AuthorEntry): Promise<void> {
    await this.#preparing.take(() => steadily(() => this.#authors.describe(author)));
  }

  /** Takes what a source says of a topic. */
  async describeTopic(topic: TopicEntry): Promise<void> {
    await this.#preparing.take(async () => this.#topics.describe(topic));
    if (!this.#topics.isFull) return;
    // A topic that moves takes along the articles that are there: all that are to be must be.
    await this.#writing.ended;
    await this.#preparing.take(() => steadily(() => this.#topics.ensure([])));
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
      return this.#preparing.take(async () => {
        const own = await recognised(entries, (ids) => this.#cards(ids));
        return { own, preparation: await this.#prepare(own) };
      });
    });
    const founding = this.#founding.take(async () => {
      const { own, preparation } = await preparing;
      return { own, preparation, founded: await this.#found(preparation) };
    });
    // Their failure is met in the writing turn, and until then it must not end the process.
    for (const each of [preparing, founding]) each.catch(() => {});
    return this.#writing.take(async () => {
      const { own, preparation, founded } = await founding;
      const written = await this.#write(preparation, founded);
      return own.map((entry) => written.get(entry) ?? UNCHANGED);
    });
  }

  /** Writes what was described and never used, counts lists and finds relatives. */
  async finish(onRelated?: (articles: number) => void): Promise<void> {
    await steadily(() => this.#topics.ensure([]));
    await steadily(() => this.#authors.ensure([]));
    await steadily(() => this.#stores.unfinished.end([...this.#endedIds]));
    await this.#measurer.rest();
    await steadily(() => this.#markUnsettled());
    await steadily(() => settleWaiting(this.#stores, this.#current, onRelated));
  }

  /** Writes what was prepared; what somebody else has written meanwhile is looked at again. */
  async #write(
    { prepared, settled, works }: Preparation,
    founded: Founded,
  ): Promise<Map<ArticleEntry, Outcome>> {
    const outcomes = new Map(settled);
    const written = await this.#writeFounded(prepared, founded, works);
    const again: ArticleEntry[] = [];
    for (const [entry, outcome] of written) {
      if (outcome === undefined) again.push(entry);
      else outcomes.set(entry, outcome);
    }
    if (again.length === 0) return outcomes;
    const preparation = await this.#preparing.take(() => this.#prepare(again, true));
    const rewritten = await this.#write(preparation, await this.#found(preparation));
    return new Map([...outcomes, ...rewritten]);
  }

  async #found({ prepared }: Preparation): Promise<Founded> {
    const ended = prepared.length === 0 ? [] : [...this.#endedIds];
    const founded = await layFoundations(this.#stores, this.#reading, prepared, ended);
    for (const id of ended) this.#endedIds.delete(id);
    return founded;
  }

  async #writeFounded(
    prepared: readonly Prepared[],
    founded: Founded,
    others: readonly UnfinishedDocument[],
  ): Promise<Written> {
    if (prepared.length === 0) return new Map();
    const { work } = founded;
    const written = await writeArticles(this.#stores, this.#reading, founded);
    await confirmWritten(this.#names, prepared, written);
    const isDone = await steadily(() => endWork(this.#names, work, written, others, prepared));
    if (isDone) this.#endedIds.add(work._id);
    return written;
  }

  /** Makes the documents of those entries that have changed, and all that these refer to. */
  async #prepare(entries: readonly ArticleEntry[], isAgain = false): Promise<Preparation> {
    await this.#beginClock();
    const { cards: known, works } = await this.#known(entries);
    const hashes = new Map(entries.map((entry) => [entry, hashOf(entry)]));
    const settled = isAgain ? new Map<ArticleEntry, Outcome>() : this.#told.repeated(hashes);
    // An article in a work that was begun is written anew, though it stands as it should: what goes
    // with it may be that of another version, and what follows may never have been done.
    const begun = new Set(works.flatMap(({ targets }) => targets.map(({ id }) => id)));
    for (const [entry, hash] of hashes) {
      const card = cardOf(entry, known);
      if (card?.entryHash === hash && begun.has(card._id) && !settled.has(entry)) continue;
      const verdict = settled.get(entry) ?? verdictOn(entry, hash, card);
      if (verdict !== undefined) settled.set(entry, verdict);
    }
    const changed = entries.filter((entry) => !settled.has(entry));
    await steadily(() => this.#topics.ensure(changed.flatMap(({ topics }) => topics)));
    await steadily(() => this.#authors.ensure(changed.flatMap(({ authors }) => authors)));
    const measured = await this.#measurer.measure(changed);
    const prepared: Prepared[] = [];
    for (const [index, entry] of changed.entries()) {
      const hash = hashes.get(entry) ?? '';
      const measuring = measured[index] ?? UNMEASURED;
      const made = prepareArticle(entry, hash, measuring, cardOf(entry, known), this.#around());
      if (made.kind === 'REFUSED') settled.set(entry, { kind: 'FAILED', reason: made.reason });
      else prepared.push(made);
    }
    await steadily(() => announceNames(this.#names, prepared));
    return { prepared, settled, works };
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
    await steadily(() => this.#stores.site.beginClock(this.#reading.asOf));
    this.#isClockBegun = true;
  }

  /** What came out since an export was made has relatives that its gateway could not tell. */
  async #markUnsettled(): Promise<void> {
    if (this.#unsettledFrom === undefined) return;
    const since = new Date(this.#unsettledFrom.getTime() - 1);
    const marking = markOut(this.#stores, this.#current, { since, until: this.#current.asOf });
    for await (const _ of marking);
  }

  async #known(entries: readonly ArticleEntry[]): Promise<Known> {
    const ids = entries.map(articleKey);
    const [cards, works] = await Promise.all([
      this.#cards(ids),
      steadily(() => this.#stores.unfinished.findOn(this.#reading, ids)),
    ]);
    return { cards: new Map(cards.map((card) => [card._id, card])), works };
  }

  #cards(ids: readonly string[]): Promise<ArticleDocument[]> {
    return steadily(() => this.#stores.article.findCards(this.#reading, ids));
  }
}

const UNMEASURED: Measured = { kind: 'UNMEASURABLE', reason: 'it was not measured' };

const UNCHANGED: Outcome = { kind: 'UNCHANGED' };

function earliest(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other < one ? other : one;
}

function cardOf(entry: ArticleEntry, known: ReadonlyMap<string, ArticleDocument>) {
  return known.get(articleKey(entry));
}
