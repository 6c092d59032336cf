import { readConfig } from '../config.js';
import { openDatabase } from '../database/open-database.js';
import { quoted, StartError } from '../errors.js';
import { withoutUndefined } from '../importing/absence.js';
import { isWebAddress } from '../importing/detect.js';
import { createStores, ensureAllCollections } from '../stores.js';
import type { ImportOptions } from './import.js';
import { stoppable, untilStopped } from './stopping.js';
import { watchAddress } from './watching.js';
import { withDatabase } from './with-database.js';

/** Minutes between two looks: a second is not polite, and more than a week is a task for cron. */
const MIN_MINUTES = 0.05;
const MAX_MINUTES = 7 * 24 * 60;

/**
 * Brings in what an address has, and looks at it again and again until a signal ends that.
 *
 * One that cannot be taken now is looked at again, too. The database stays open in between: an
 * embedded engine is then this process's, and others attach to it. Answers with 1 if the last round
 * failed or something in it, else with 0.
 */
export async function runWatch(
  env: NodeJS.ProcessEnv,
  address: string,
  minutes: string,
  options: ImportOptions,
): Promise<number> {
  const { fetching, maxUnpackedBytes, leaseMs, ...config } = readConfig(env);
  const intervalMilliseconds = millisecondsOf(minutes);
  if (options.dryRun) {
    throw new StartError('Expected --dry-run or --watch, found both: a rehearsal is done once.');
  }
  refuseOtherThanAddress(address);
  const { namespace, json, wait } = options;
  const limits = { fetching, maxUnpackedBytes, intervalMilliseconds, leaseMs };
  const work = (stopping: AbortSignal) =>
    withDatabase(openDatabase(config), stopping, async ({ db }, signal) => {
      await untilStopped(signal, ensureAllCollections(db));
      const how = { ...limits, signal, noWait: wait === false, namespace, json };
      return watchAddress(createStores(db), address, withoutUndefined(how));
    });
  return stoppable(work, () => 0);
}

function millisecondsOf(minutes: string): number {
  const count = /^\d+(?:\.\d+)?$/.test(minutes) ? Number(minutes) : Number.NaN;
  if (count >= MIN_MINUTES && count <= MAX_MINUTES) return count * 60_000;
  throw new StartError(
    `--watch: expected minutes from ${MIN_MINUTES} to ${MAX_MINUTES}, found ${quoted(minutes)}.`,
  );
}

function refuseOtherThanAddress(address: string): void {
  if (isWebAddress(address)) return;
  throw new StartError(
    `--watch: expected an http or https address, found ${quoted(address)}. Files and folders are imported again by the same command without --watch, as often as you like.`,
  );
}
