import { readConfig } from '../config.js';
import { openDatabase } from '../database/open-database.js';
import { houseReading } from '../database/reading.js';
import { type ExportedLine, exportedText } from '../exporting/export.js';
import { NotWritten, writeOut, writeWhole } from '../exporting/write-whole.js';
import { startProgress } from '../importing/progress.js';
import { MAX_LINE_BYTES } from '../importing/sources/json-lines.js';
import { createStores, ensureAllCollections, type Stores } from '../stores.js';
import { listenForStop, Stopped, untilStopped } from './stopping.js';

/**
 * Writes the whole database as JSON Lines to a file, or to stdout, and prints how much it was.
 *
 * Answers with the exit code: 1 if it could not be written, or if there is a line in it that an
 * import would pass over.
 */
export async function runExport(env: NodeJS.ProcessEnv, path?: string): Promise<number> {
  const { signal, release } = listenForStop();
  const database = await openDatabase(readConfig(env));
  try {
    await untilStopped(signal, ensureAllCollections(database.db));
    const { summary, warnings } = await exportTo(createStores(database.db), path, signal);
    if (path === undefined) console.error(summary);
    else console.log(summary);
    for (const warning of warnings) console.error(warning);
    return warnings.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof NotWritten || error instanceof Stopped)) throw error;
    const isStopped = error instanceof Stopped;
    console.error(isStopped ? 'Stopped; no export is whole, and no file was made.' : error.message);
    return isStopped ? error.exitCode : 1;
  } finally {
    release();
    await database.close();
  }
}

async function exportTo(stores: Stores, path: string | undefined, signal: AbortSignal) {
  const counts = { site: 0, author: 0, topic: 0, article: 0 };
  const warnings: string[] = [];
  let written = 0;
  const progress = startProgress({ bytesRead: () => written });
  const onLine = ({ kind, id, bytes }: ExportedLine) => {
    counts[kind] += 1;
    written += bytes;
    if (kind === 'article') progress.advance();
    if (bytes <= MAX_LINE_BYTES) return;
    warnings.push(
      `Article ${id} makes a line of ${bytes} bytes: an import takes ${MAX_LINE_BYTES}.`,
    );
  };
  try {
    const text = exportedText(stores, houseReading(new Date()), { onLine });
    if (path === undefined) await writeOut(process.stdout, text, signal);
    else await writeWhole(path, text, signal);
  } finally {
    progress.stop();
  }
  const summary = `Exported ${counts.article} articles, ${counts.author} authors and ${counts.topic} topics.`;
  return { summary, warnings };
}
