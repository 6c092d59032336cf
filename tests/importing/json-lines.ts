import { jsonLinesSource } from '../../src/importing/sources/json-lines.js';
import type { ArticleEntry, SourceRecord } from '../../src/publishing/entry.js';
import { collect, ofKind, temporaryFile } from './records.js';

/** The time at which the tests import JSON Lines. */
export const NOW = new Date('2024-05-15T00:00:00Z');

/** Options of reading a file in a test. */
interface ReadContext {
  readonly namespace?: string;
  readonly maxLineBytes?: number;
}

/** All records of a file with this content. */
export async function recordsIn(
  content: string | Uint8Array,
  { maxLineBytes, ...declared }: ReadContext = {},
): Promise<SourceRecord[]> {
  const path = await temporaryFile('articles.jsonl', content);
  const input = { path, name: path, now: NOW, onBytes: () => {}, ...declared };
  return collect(jsonLinesSource(input, maxLineBytes));
}

/** All records of these lines. */
export function recordsOfLines(lines: readonly unknown[], readContext?: ReadContext) {
  return recordsIn(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), readContext);
}

/** The article of a line, which must be the only record. */
export async function articleOfLine(
  line: object,
  readContext?: ReadContext,
): Promise<ArticleEntry> {
  const records = await recordsOfLines([line], readContext);
  const [article] = ofKind(records, 'ARTICLE');
  if (article === undefined || records.length > 1) {
    throw new Error(`expected one article, found ${JSON.stringify(records)}`);
  }
  return article;
}
