import type { ArticleEntry, SourceRecord } from '../publishing/entry.js';
import type { Outcome } from '../publishing/outcome.js';
import type { Publishing } from '../publishing/publisher.js';
import { ImportAccount } from './account.js';

/** Articles that go to the pipeline at once. */
const BATCH_ARTICLES = 100;

/** Batches that are under way when another is gathered: the pipeline has something for each. */
const BATCHES_UNDER_WAY = 2;

/**
 * Characters that go to the pipeline at once: a few long articles, or some with very many comments,
 * need no more memory than many short.
 */
const BATCH_CHARACTERS = 3_000_000;

/** What a comment, a topic or another part of a list weighs beside its text, in characters. */
const PART_CHARACTERS = 300;

/**
 * Brings all records of a source in, and gives the account.
 *
 * Memory does not grow with the source. `onRecord` is told of each article and of each thing that
 * is none, `onRelated` of articles whose related posts were found at the end, for a progress bar. A
 * record that cannot be taken is counted with its reason; the rest goes in.
 */
export async function importRecords(
  records: AsyncIterable<SourceRecord>,
  publisher: Publishing,
  onRecord: () => void,
  onRelated: (articles: number) => void = () => {},
): Promise<ImportAccount> {
  const account = new ImportAccount();
  let batch: ArticleEntry[] = [];
  let characters = 0;
  const underWay: Promise<void>[] = [];
  const publish = async (entries: readonly ArticleEntry[]) => {
    const outcomes = await publisher.publish(entries);
    for (const [index, outcome] of outcomes.entries()) note(account, entries[index], outcome);
  };
  const flush = async () => {
    const published = publish(batch);
    // Its failure is met where it is waited for, and until then it must not end the process.
    published.catch(() => {});
    underWay.push(published);
    batch = [];
    characters = 0;
    if (underWay.length > BATCHES_UNDER_WAY) await underWay.shift();
  };
  try {
    for await (const record of records) {
      if (record.kind === 'ARTICLE') {
        const { kind: _, ...entry } = record;
        batch.push(entry);
        characters += charactersOf(entry);
      } else await takeOther(record, publisher, account);
      if (['ARTICLE', 'SKIPPED', 'FAILED'].includes(record.kind)) onRecord();
      if (batch.length >= BATCH_ARTICLES || characters >= BATCH_CHARACTERS) await flush();
    }
    if (batch.length > 0) await flush();
    for (const published of underWay) await published;
  } finally {
    // Nobody goes on, nor closes the database, while one of them is still written.
    await Promise.allSettled(underWay);
  }
  await publisher.finish(onRelated);
  return account;
}

/** How large an entry is, whatever is large in it. */
function charactersOf(entry: ArticleEntry): number {
  const { html, excerpt = '', standfirst = '', comments = [], authors, topics } = entry;
  const parts = comments.length + authors.length + topics.length;
  const bodies = comments.reduce((sum, { body }) => sum + body.length, 0);
  return html.length + excerpt.length + standfirst.length + bodies + parts * PART_CHARACTERS;
}

async function takeOther(
  record: Exclude<SourceRecord, { kind: 'ARTICLE' }>,
  publisher: Publishing,
  account: ImportAccount,
): Promise<void> {
  switch (record.kind) {
    case 'SITE':
      return publisher.describeSite(record);
    case 'AUTHOR':
      return publisher.describeAuthor(record);
    case 'TOPIC':
      return publisher.describeTopic(record);
    case 'SKIPPED':
      return account.skip(record.reason);
    case 'FAILED':
      return account.fail(record);
    default:
      return record satisfies never;
  }
}

function note(account: ImportAccount, entry: ArticleEntry | undefined, outcome: Outcome): void {
  if (entry === undefined) return;
  if (outcome.kind === 'FAILED') {
    account.fail({ place: entry.place, title: entry.title, reason: outcome.reason });
  } else if (outcome.kind === 'SKIPPED') account.skip(outcome.reason);
  else account.took(COUNTED_AS[outcome.kind]);
}

const COUNTED_AS = { CREATED: 'created', UPDATED: 'updated', UNCHANGED: 'unchanged' } as const;
