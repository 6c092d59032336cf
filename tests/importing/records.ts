import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { ArticleEntry, SourceRecord } from '../../src/publishing/entry.js';

/** The path of a fixture. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
}

/** All records of a source. */
export async function collect(records: AsyncIterable<SourceRecord>): Promise<SourceRecord[]> {
  const all: SourceRecord[] = [];
  for await (const record of records) all.push(record);
  return all;
}

/** The records of one kind. */
export function ofKind<Kind extends SourceRecord['kind']>(
  records: readonly SourceRecord[],
  kind: Kind,
): Extract<SourceRecord, { kind: Kind }>[] {
  return records.filter(
    (record): record is Extract<SourceRecord, { kind: Kind }> => record.kind === kind,
  );
}

/** The only article that matches the predicate. */
export function articleWhere(
  records: readonly SourceRecord[],
  isIt: (article: ArticleEntry) => boolean,
): ArticleEntry {
  const [article, ...others] = ofKind(records, 'ARTICLE').filter(isIt);
  if (article === undefined || others.length > 0) {
    throw new Error(`expected one such article, found ${others.length + (article ? 1 : 0)}`);
  }
  return article;
}

/** A file that exists during one test. */
export async function temporaryFile(name: string, content: string | Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}
