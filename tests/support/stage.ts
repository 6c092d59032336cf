import type { Db } from 'mongodb';
import { type App, createApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import type { ArticleEntry, AuthorEntry, TopicEntry } from '../../src/publishing/entry.js';
import type { Stores } from '../../src/stores.js';
import { CommandLog } from './command-log.js';
import { emptyDatabase } from './database.js';
import { type LogLines, logLines } from './log-lines.js';
import { deliverBy } from './publishing.js';

/** The content of the database before the first query. */
export interface Scene {
  readonly articles?: readonly ArticleEntry[];
  readonly topics?: readonly TopicEntry[];
  readonly authors?: readonly AuthorEntry[];
  /** The current time of readers; the real time if absent. */
  readonly now?: Date;
  /** Environment variables for the configuration. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A GraphQL response as a client receives it. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it has queried.
  readonly data: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string };
  }[];
}

/** A gateway on a new database, queried over `fetch` as by a client. */
export interface Stage {
  readonly app: App;
  readonly stores: Stores;
  readonly db: Db;
  readonly log: CommandLog;
  /** What the gateway logs, from level `debug` on. */
  readonly logged: LogLines;
  /** Sends a query; `commands` then lists its MongoDB commands. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** The MongoDB commands of the last query. */
  readonly commands: readonly string[];
  /** Publishes more articles, as an import does. */
  publish(articles: readonly ArticleEntry[]): Promise<void>;
  /** Sets the current time of readers. */
  setNow(now: Date): void;
}

/** The beginning of absolute addresses in a stage. */
export const SITE_URL = 'https://magazine.example';

/** Creates a gateway on a new database and publishes a scene through the real pipeline. */
export async function stage(scene: Scene = {}): Promise<Stage> {
  const { client, db } = await emptyDatabase();
  let now = scene.now;
  const logged = logLines();
  const app = await createApp({
    database: { db },
    log: logged.log,
    config: readConfig({ ...scene.env }),
    siteUrl: () => SITE_URL,
    clock: () => now ?? new Date(),
  });
  const log = new CommandLog(client);
  const publish = async (articles: readonly ArticleEntry[]) => {
    const { topics = [], authors = [] } = scene;
    const delivery = { articles, topics, authors };
    const outcomes = await deliverBy(app.stores, delivery, { now: now ?? new Date() });
    for (const outcome of outcomes) {
      if (outcome.kind === 'FAILED') throw new Error(outcome.reason);
    }
  };
  await publish(scene.articles ?? []);
  return {
    app,
    stores: app.stores,
    db,
    log,
    logged,
    ask: async (query, variables) => {
      log.clear();
      return askHandler(app, query, variables);
    },
    get commands() {
      return log.commands;
    },
    publish,
    setNow: (moment) => {
      now = moment;
    },
  };
}

/** Sends a query to a handler. */
export async function askHandler(
  app: App,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const response = await app.handler.fetch(`${SITE_URL}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}
