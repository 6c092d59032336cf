import { fileURLToPath } from 'node:url';
import { readConfig } from '../config.js';
import { openDatabase } from '../database/open-database.js';
import { ENDPOINT } from '../http/handler.js';
import { listen, refuseUnusablePort } from '../http/server.js';
import { createLog } from '../log.js';
import { DEMO_DIRECTORY, loadDemo } from './demo.js';
import { Gateway } from './gateway.js';
import { print } from './print.js';
import { untilStopped } from './stopping.js';

/**
 * Serves until `SIGTERM`, `SIGINT` or `SIGHUP`, then lets requests under way end within the grace.
 *
 * Prints where, on which database, and what to try first. Throws `StartError` or
 * `EngineUnavailable` before anything is served; whether it can listen is known before the database
 * is opened and filled. Throws the database's `EngineUnavailable`, without waiting for requests
 * under way, when that cannot go on.
 */
export async function runServe(env: NodeJS.ProcessEnv): Promise<number> {
  const config = readConfig(env);
  const log = createLog(config.logLevel);
  await refuseUnusablePort(config.host, config.port);
  let siteUrl = config.siteUrl ?? '';
  let isDemo = false;
  const gateway = await Gateway.open({
    config,
    log,
    openDatabase: () => openDatabase(config),
    siteUrl: () => siteUrl,
    picturesDirectory: () => (isDemo ? fileURLToPath(new URL('pictures/', DEMO_DIRECTORY)) : null),
  });
  try {
    isDemo = await loadDemo(gateway.app.stores, config.isDemoWanted, log);
    const server = await listen(gateway.handle, config.host, config.port, {
      graceMs: config.graceMs,
      log,
    });
    const { basePath, isGraphiqlOn } = config.surface;
    const address = `http://${nameOf(config.host)}:${server.port}${basePath}`;
    siteUrl ||= address;
    gateway.startClock();
    // Listen for signals before the greeting: a signal sent after it must not be lost.
    const ending = declared();
    greet(address, gateway.description, { isDemo, isGraphiqlOn });
    await untilStopped(gateway.failed, ending.then(server.close));
  } finally {
    await gateway.close();
  }
  return 0;
}

/** The name under which a browser on this machine finds a listening address. */
function nameOf(host: string): string {
  if (['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

interface Offer {
  readonly isDemo: boolean;
  readonly isGraphiqlOn: boolean;
}

function greet(address: string, description: string, { isDemo, isGraphiqlOn }: Offer): void {
  const first = isDemo
    ? 'The first tab holds a whole article page of the demo magazine: press the play button.'
    : 'Try { articles(first: 5) { nodes { title slug } } }, or bring your archive in: npx broadsheet import <path>';
  print(
    [
      `Broadsheet is ready at ${address}${ENDPOINT}`,
      `It runs on ${description}.`,
      ...(isGraphiqlOn ? [`Open the address in a browser for GraphiQL. ${first}`] : []),
    ].join('\n'),
  );
}

function declared(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.once(signal, () => resolve());
    }
  });
}
