import { goingReading, type Reading } from '../database/reading.js';
import { steadily } from '../database/steadily.js';
import type { ArticleDocument } from '../editorial/article/article.document.js';
import type { Stores } from '../stores.js';
import { AuthorRegister } from './author-register.js';
import type { ArticleEntry, AuthorEntry, SiteEntry, TopicEntry } from './entry.js';
import { excessOf } from './excess.js';
import { articleKey, contentHash } from './identity.js';
import { type Measured, type Measuring, measureHere } from './measuring.js';
import type { Outcome } from './outcome.js';
import { type Prepared, prepareArticle } from './prepare.js';
import { recountWaiting } from './recount.js';
import { relateWaiting } from './relate.js';
import { announceNames, confirmNames, type NameTools } from './shown-names.js';
import { TopicRegister } from './topic-register.js';
import { Turns } from './turns.js';
import { writeArticles } from './write.js';

/** Rises when the pipeline makes other cards of the same entries, so that an import renews them. */
const PIPELINE_VERSION = 3;

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
  readonly #measure: Measuring;
  readonly #authors: AuthorRegister;
  readonly #topics: TopicRegister;
  readonly #preparing = new Turns();
  readonly #writing = new Turns();
  readonly #names: NameTools;
  /** Of the same moment, and going on: what comes out during a long import is counted, related. */
  readonly #current: Reading;
  #isClockBegun = false;

  /** The reading must be the house's. */
  constructor(stores: Stores, reading: Reading, measure: Measuring = measureHere) {
    this.#measure = measure;
    this.#stores = stores;
    this.#reading = reading;
    this.#current = goingReading(reading.asOf, reading.signal);
    this.#authors = new AuthorRegister(stores, reading);
    this.#topics = new TopicRegister(stores, reading);
    this.#names = { stores, reading, authors: this.#authors, topics: this.#topics };
  }

  /** Takes what a source says of the magazine. */
  async describeSite({ name, description, language }: SiteEntry): Promise<void> {
    const told = {
      ...(name ? { name } : {}),
      ...(description ? { description } : {}),
      ...canonicalLanguage(language),
    };
    await steadily(() => this.#stores.site.describe(told));
  }

  /** Takes what a source says of an author. */
  async describeAuthor(author: AuthorEntry): Promise<void> {
    await this.#preparing.take(() => steadily(() => this.#authors.describe(author)));
  }

  /** Takes what a source says of a topic. */
  async describeTopic(topic: TopicEntry): Promise<void> {
    await this.#preparing.take(() => steadily(() => this.#topics.describe(topic)));
  }

  /**
   * Publishes entries, and tells of each, in their order, what became of it.
   *
   * May be called again before it has ended: the next entries are prepared while these are written,
   * which is work for two cores; they are written in the order of the calls.
   */
  async publish(entries: readonly ArticleEntry[]): Promise<Outcome[]> {
    await this.#beginClock();
    const outcomes: Outcome[] = [];
    for (const run of withoutRepeats(entries)) outcomes.push(...(await this.#publishRun(run)));
    return outcomes;
  }

  /** Writes what was described and never used, counts lists and finds relatives. */
  async finish(onRelated?: (articles: number) => void): Promise<void> {
    await steadily(() => this.#topics.ensure([]));
    await steadily(() => this.#authors.ensure([]));
    await steadily(() => recountWaiting(this.#stores, this.#current));
    await steadily(() => relateWaiting(this.#stores, this.#current, onRelated));
  }

  async #publishRun(entries: readonly ArticleEntry[]): Promise<Outcome[]> {
    const before = this.#writing.ended;
    const preparing = this.#preparing.take(() => this.#prepare(entries, before));
    const written = await this.#writing.take(async () => {
      const { prepared, refused } = await preparing;
      const outcomes = await writeArticles(this.#stores, this.#reading, prepared);
      await steadily(() => confirmNames(this.#names, prepared, outcomes));
      return new Map([...refused, ...outcomes]);
    });
    const outcomes: Outcome[] = [];
    for (const entry of entries) {
      const outcome = written.get(entry);
      const isWrittenByOther = outcome === undefined && written.has(entry);
      outcomes.push(isWrittenByOther ? await this.#again(entry) : (outcome ?? UNCHANGED));
    }
    return outcomes;
  }

  /** Makes the documents of those entries that have changed, and all that these refer to. */
  async #prepare(entries: readonly ArticleEntry[], before: Promise<unknown>) {
    // A topic that moves takes along the articles that are there: all that are to be must be.
    if (this.#topics.isTold) await before;
    const known = await this.#knownCards(entries);
    const hashes = new Map(entries.map((entry) => [entry, hashOf(entry)]));
    const changed = entries.filter(
      (entry) => hashes.get(entry) !== cardOf(entry, known)?.entryHash,
    );
    const refused = excessive(changed);
    const bounded = changed.filter((entry) => !refused.has(entry));
    await steadily(() => this.#topics.ensure(bounded.flatMap(({ topics }) => topics)));
    await steadily(() => this.#authors.ensure(bounded.flatMap(({ authors }) => authors)));
    const measured = await this.#measure(bounded);
    const prepared: Prepared[] = [];
    const surroundings = {
      now: this.#reading.asOf,
      topicPathIds: (ids: readonly string[]) => this.#topics.pathIds(ids),
    };
    for (const [index, entry] of bounded.entries()) {
      const hash = hashes.get(entry) ?? '';
      const measuring = measured[index] ?? UNMEASURED;
      const made = prepareArticle(entry, hash, measuring, cardOf(entry, known), surroundings);
      if (made.kind === 'REFUSED') refused.set(entry, { kind: 'FAILED', reason: made.reason });
      else prepared.push(made);
    }
    await steadily(() => announceNames(this.#names, prepared));
    return { prepared, refused };
  }

  /** What is scheduled from here on comes out by itself, whether a gateway runs then or not. */
  async #beginClock(): Promise<void> {
    if (this.#isClockBegun) return;
    await steadily(() => this.#stores.site.beginClock(this.#reading.asOf));
    this.#isClockBegun = true;
  }

  /** Somebody else has written the same article meanwhile: it is looked at again. */
  async #again(entry: ArticleEntry): Promise<Outcome> {
    const [outcome] = await this.#publishRun([entry]);
    return outcome ?? { kind: 'UNCHANGED' };
  }

  async #knownCards(
    entries: readonly ArticleEntry[],
  ): Promise<ReadonlyMap<string, ArticleDocument>> {
    const ids = entries.map(articleKey);
    const cards = await steadily(() => this.#stores.article.findCards(this.#reading, ids));
    return new Map(cards.map((card) => [card._id, card]));
  }
}

const UNMEASURED: Measured = { kind: 'UNMEASURABLE', reason: 'it was not measured' };

const UNCHANGED: Outcome = { kind: 'UNCHANGED' };

/** What became of those entries that have too much of something. */
function excessive(entries: readonly ArticleEntry[]): Map<ArticleEntry, Outcome> {
  const refused = new Map<ArticleEntry, Outcome>();
  for (const entry of entries) {
    const reason = excessOf(entry);
    if (reason !== undefined) refused.set(entry, { kind: 'FAILED', reason });
  }
  return refused;
}

/** A tag as BCP 47 writes it; what is none is not taken over. */
function canonicalLanguage(language: string | undefined): { readonly language?: string } {
  try {
    const [tag] = Intl.getCanonicalLocales(language);
    return tag === undefined ? {} : { language: tag };
  } catch {
    return {};
  }
}

function cardOf(entry: ArticleEntry, known: ReadonlyMap<string, ArticleDocument>) {
  return known.get(articleKey(entry));
}

/**
 * The hash of all that an entry says: where it stands in its file does not make it another, nor
 * when a date was guessed.
 */
export function hashOf({ place: _, ...entry }: ArticleEntry): string {
  const told = entry.isDateAssumed ? { ...entry, publishedAt: undefined } : entry;
  return contentHash({ ...told, pipeline: PIPELINE_VERSION });
}

/**
 * Entries in runs in which no article comes twice: the later word is then said to the earlier one.
 */
function withoutRepeats(entries: readonly ArticleEntry[]): ArticleEntry[][] {
  const runs: ArticleEntry[][] = [];
  let seen = new Set<string>();
  for (const entry of entries) {
    if (runs.length === 0 || seen.has(entry.identity)) {
      runs.push([]);
      seen = new Set();
    }
    seen.add(entry.identity);
    runs.at(-1)?.push(entry);
  }
  return runs;
}
