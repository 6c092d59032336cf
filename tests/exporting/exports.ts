import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from 'mongodb';
import { systemContext } from '../../src/database/read-context.js';
import { type ExportedLine, exportedText } from '../../src/exporting/export.js';
import type { ImportAccount } from '../../src/importing/account.js';
import { createStores } from '../../src/stores.js';
import { importHere } from '../support/import-here.js';

/** The text of an export, and what it reported about its lines. */
export async function exportOf(
  db: Db,
  now = new Date(),
): Promise<{ text: string; lines: ExportedLine[] }> {
  const lines: ExportedLine[] = [];
  let text = '';
  const onLine = (line: ExportedLine) => lines.push(line);
  for await (const piece of exportedText(createStores(db), systemContext(now), { onLine })) {
    text += piece;
  }
  return { text, lines };
}

/** The parsed lines of an export. */
export async function exportedLines(db: Db): Promise<Record<string, unknown>[]> {
  const { text } = await exportOf(db);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Imports an export into another database. */
export async function importExport(text: string, into: Db): Promise<ImportAccount> {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-test-'));
  try {
    const path = join(folder, 'export.jsonl');
    await writeFile(path, text);
    return await importHere(into, path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
