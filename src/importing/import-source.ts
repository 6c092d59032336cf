import type { ArticleEntry, SourceRecord } from '../publishing/entry.js';
import type { Outcome } from '../publishing/outcome.js';
import type { Publishing } from '../publishing/publisher.js';
import { ImportAccount } from './account.js';

/** Maximum number of articles in a batch for the pipeline. */
const BATCH_ARTICLES = 100;

/** Batches in the pipeline while the next is collected: the pipeline has two stages. */
const BATCHES_UNDER_WAY = 2;

/**
 * Maximum number of characters in a batch. It keeps memory constant for long articles and for
 * articles with very many comments.
 */
const BATCH_CHARACTERS = 3_000_000;

/** Estimated size of a comment, topic or author in addition to its text, in characters. */
const PART_CHARACTERS = 300;

/**
 * Publishes all records of a source, and returns the report of the import.
 *
 * Memory does not grow with the source. A record that cannot be imported is counted with its
 * reason, and the import continues. For a progress bar, `onRecord` is called for each article,
 * skipped and failed record, and `onRelated` with the number of articles whose related posts were
 * found at the end.
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
    // Its rejection is handled where it is awaited; until then it must not end the process.
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
    // The caller must not continue or close the database while a batch is still being written.
    await Promise.allSettled(underWay);
  }
  await publisher.finish(onRelated);
  return account;
}

/** The approximate size of an entry, from those of its parts that can be large. */
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
