import type { Config } from './config.js';
import type { Context } from './context.js';
import type { Database } from './database/database.js';
import { Reachability } from './database/reachability.js';
import { readerContext } from './database/read-context.js';
import { ReferenceCache } from './database/reference-cache.js';
import { operationCost } from './graphql/operation-cost.js';
import { createSchema } from './graphql/schema.js';
import { createHandler, type Handler } from './http/handler.js';
import { type Log, SILENT_LOG } from './log.js';
import { createStores, ensureAllCollections, type Stores } from './stores.js';

/** The built gateway: everything that is needed to serve requests, except for a port. */
export interface App {
  readonly stores: Stores;
  readonly handler: Handler;
}

/** What `createApp` needs. */
export interface AppParts {
  readonly database: Pick<Database, 'db' | 'failed'>;
  readonly config: Pick<Config, 'limits' | 'referenceCache' | 'siteUrl' | 'surface'>;
  /** Where requests and faults are logged; nowhere if absent. */
  readonly log?: Log;
  /** Without a slash at the end; asked at each request, since a free port is known late. */
  readonly siteUrl: () => string;
  /**
   * The folder of the images that are served under `/pictures/`; `null` or absent if there is none.
   */
  readonly picturesDirectory?: () => string | null;
  /**
   * Returns the current time for readers' requests; the system clock by default. Tests replace it.
   */
  readonly clock?: () => Date;
}

/** Milliseconds in which a database must answer for the gateway to be ready. */
const READY_MS = 1_000;

/**
 * Creates missing collections and indexes, then the stores, the schema and the HTTP handler. Called
 * once per process.
 */
export async function createApp(parts: AppParts): Promise<App> {
  await ensureAllCollections(parts.database.db);
  const stores = createStores(parts.database.db);
  const { referenceCache } = parts.config;
  const references = {
    topics: new ReferenceCache(referenceCache),
    authors: new ReferenceCache(referenceCache),
  } satisfies Context['references'];
  const clock = parts.clock ?? (() => new Date());
  const { failed } = parts.database;
  const untilFailed = (signal: AbortSignal) =>
    failed === undefined ? signal : AbortSignal.any([signal, failed]);
  const reachability = new Reachability(parts.database.db);
  const { limits, surface } = parts.config;
  const handler = createHandler({
    schema: createSchema(),
    surface,
    limits,
    log: parts.log ?? SILENT_LOG,
    costOf: operationCost,
    ...(parts.config.siteUrl === undefined ? { assumedUrl: parts.siteUrl } : {}),
    isReady: () => reachability.answers(READY_MS),
    context: (request) => ({
      readContext: readerContext(clock(), untilFailed(plainSignal(request.signal)), reachability),
      stores,
      references,
      siteUrl: parts.siteUrl(),
      limits,
    }),
    ...(parts.picturesDirectory === undefined
      ? {}
      : { picturesDirectory: parts.picturesDirectory }),
  });
  return { stores, handler };
}

/** Node's own signal in place of Yoga's, which `AbortSignal.any` of Node 24 does not take. */
function plainSignal(signal: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const abort = () => controller.abort(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return controller.signal;
}
