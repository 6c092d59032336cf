import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { markdownSource } from '../../src/importing/sources/markdown.js';
import type { SourceRecord } from '../../src/publishing/entry.js';
import { collect, temporaryFile } from './records.js';

/** The records of a folder with these files, which exists during one test. */
export async function recordsOfSite(
  files: Readonly<Record<string, string>>,
  now = new Date('2024-06-10T12:00:00Z'),
): Promise<SourceRecord[]> {
  const root = join(dirname(await temporaryFile('LICENSE', '')), 'site');
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  return collect(markdownSource({ path: root, now }));
}

/** The outcome of each file: the status of its article, or the reason why it is none. */
export function fatesOf(records: readonly SourceRecord[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    records.flatMap((record) => {
      if (record.kind === 'ARTICLE') {
        return [[record.place, record.isProtected ? 'PROTECTED' : record.status]];
      }
      const isSkipped = record.kind === 'SKIPPED' || record.kind === 'FAILED';
      return isSkipped ? [[record.place, `${record.kind}: ${record.reason}`]] : [];
    }),
  );
}
