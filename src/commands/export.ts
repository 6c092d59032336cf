import { type Config, readConfig } from '../config.js';
import { openExistingDatabase } from '../database/open-database.js';
import { systemContext } from '../database/read-context.js';
import { type ExportedLine, exportedText } from '../exporting/export.js';
import { NotWritten } from '../exporting/not-written.js';
import { type ExportTarget, type TargetOptions, targetAt } from '../exporting/target.js';
import { writeExport } from '../exporting/write-export.js';
import { MAX_LINE_BYTES } from '../json-lines/shape.js';
import { createStores, type Stores } from '../stores.js';
import { requireCollections } from './existing-database.js';
import { print, printError } from './print.js';
import { startProgress } from './progress.js';
import { type Stopped, stoppable, untilStopped } from './stopping.js';
import { withDatabase } from './with-database.js';

/**
 * Writes the whole database as JSON Lines to a file, or to stdout, and prints how much it was.
 *
 * The target is looked at before the database is opened, and no database is ever made. Answers with
 * the exit code: 1 if it could not be written, or if there is a line in it that an import would
 * skip. Throws `StartError` if there is no database.
 */
export async function runExport(
  env: NodeJS.ProcessEnv,
  path?: string,
  options: TargetOptions = { isForced: false },
): Promise<number> {
  const work = async (stopping: AbortSignal) =>
    exportTo(await targetAt(path, options), readConfig(env), stopping);
  const onStopped = ({ exitCode }: Stopped) => {
    printError('Stopped; no export is whole, and no file was made.');
    return exitCode;
  };
  return stoppable(work, onStopped).catch((error: unknown) => {
    if (!(error instanceof NotWritten)) throw error;
    printError(error.message);
    return 1;
  });
}

function exportTo(target: ExportTarget, config: Config, stopping: AbortSignal): Promise<number> {
  return withDatabase(openExistingDatabase(config), stopping, async (database, signal) => {
    await untilStopped(signal, requireCollections(database));
    const { summary, warnings } = await write(createStores(database.db), target, signal);
    if (target.kind === 'STDOUT') printError(summary);
    else print(summary);
    for (const warning of warnings) printError(warning);
    return warnings.length === 0 ? 0 : 1;
  });
}

async function write(stores: Stores, target: ExportTarget, signal: AbortSignal) {
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
    const text = exportedText(stores, systemContext(new Date()), { onLine });
    await writeExport(target, text, signal);
  } finally {
    progress.stop();
  }
  const summary = `Exported ${counts.article} articles, ${counts.author} authors and ${counts.topic} topics.`;
  return { summary, warnings };
}
