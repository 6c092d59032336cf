import type { ReadContext } from '../database/read-context.js';
import { withRetry } from '../database/with-retry.js';
import { EVERYTHING } from '../editorial/article/article.lists.js';
import type { SiteDocument } from '../editorial/site/site.document.js';
import type { Stores } from '../stores.js';
import { articlesOf, type ExportedArticle, inGroups } from './articles.js';
import { siteLine } from './lines.js';
import { ExportedNames } from './names.js';
import { inStretches } from './walk.js';

/** Callbacks for the progress of an export. */
export interface ExportListener {
  /** Called after each complete line. */
  readonly onLine: (line: ExportedLine) => void;
}

/** A line that was written. */
export interface ExportedLine {
  readonly kind: 'site' | 'author' | 'topic' | 'article';
  readonly id?: string;
  readonly bytes: number;
}

/**
 * The whole database as JSON Lines, in chunks of text: the site, authors, topics, then all articles
 * in the order of their ids, whatever their status, with everything that belongs to them.
 *
 * After an import into an empty database, every query returns the same result. The same database
 * gives the same bytes; if it changes during the export, each line holds the state at the time it
 * was read. Memory grows neither with the number of articles nor with the comments of an article.
 */
export async function* exportedText(
  stores: Stores,
  readContext: ReadContext,
  { onLine }: ExportListener,
): AsyncGenerator<string> {
  const names = new ExportedNames(stores, readContext);
  const whole = (line: { readonly kind: ExportedLine['kind'] }) => {
    const text = `${JSON.stringify(line)}\n`;
    onLine({ kind: line.kind, bytes: Buffer.byteLength(text) });
    return text;
  };
  const site = await withRetry(() => stores.site.read(readContext));
  yield whole(siteLine(site, await unsettledFrom(stores, readContext, site)));
  for await (const line of names.lines()) yield whole(line);
  const stretches = inStretches((id, limit) => stores.article.findAfter(readContext, id, limit));
  for await (const cards of stretches) {
    const references = await names.of(cards);
    for (const group of inGroups(cards)) {
      for (const article of await articlesOf({ stores, readContext }, group, references)) {
        yield* articleText(article, onLine);
      }
    }
  }
}

/** Publication date of the first article that the clock has not settled yet. */
async function unsettledFrom(
  stores: Stores,
  readContext: ReadContext,
  { settledUpTo }: SiteDocument,
): Promise<Date | undefined> {
  if (settledUpTo === undefined) return undefined;
  const from = new Date(settledUpTo.getTime() + 1);
  const [found] = await withRetry(() =>
    stores.article.findStretches(readContext, [
      { keys: [EVERYTHING], order: 'OLDEST_FIRST', from, limit: 1 },
    ]),
  );
  return found?.[0]?.publishedAt;
}

async function* articleText(
  { line, comments }: ExportedArticle,
  onLine: ExportListener['onLine'],
): AsyncGenerator<string> {
  let bytes = 0;
  const noted = (text: string) => {
    bytes += Buffer.byteLength(text);
    return text;
  };
  yield noted(JSON.stringify(line).slice(0, -1));
  let separator = ',"comments":[';
  for await (const stretch of comments) {
    yield noted(separator + stretch.map((comment) => JSON.stringify(comment)).join(','));
    separator = ',';
  }
  yield noted(separator === ',' ? ']}\n' : '}\n');
  onLine({ kind: 'article', id: String(line.id), bytes });
}
