import { jsonLinesSource } from '../../src/importing/sources/json-lines.js';
import type { ArticleEntry, SourceRecord } from '../../src/publishing/entry.js';
import { collect, ofKind, temporaryFile } from './records.js';

/** The time at which the tests import JSON Lines. */
export const NOW = new Date('2024-05-15T00:00:00Z');

/** Options of reading a file in a test. */
interface Reading {
  readonly namespace?: string;
  readonly maxLineBytes?: number;
}

/** All records of a file with this content. */
export async function recordsIn(
  content: string | Uint8Array,
  { maxLineBytes, ...told }: Reading = {},
): Promise<SourceRecord[]> {
  const path = await temporaryFile('articles.jsonl', content);
  const input = { path, name: path, now: NOW, onBytes: () => {}, ...told };
  return collect(jsonLinesSource(input, maxLineBytes));
}

/** All records of these lines. */
export function recordsOfLines(lines: readonly unknown[], reading?: Reading) {
  return recordsIn(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), reading);
}

/** The article of a line, which must be the only record. */
export async function articleOfLine(line: object, reading?: Reading): Promise<ArticleEntry> {
  const records = await recordsOfLines([line], reading);
  const [article] = ofKind(records, 'ARTICLE');
  if (article === undefined || records.length > 1) {
    throw new Error(`expected one article, found ${JSON.stringify(records)}`);
  }
  return article;
}
