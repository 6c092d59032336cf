import type { CommandStartedEvent, CommandSucceededEvent, Db, Document } from 'mongodb';
import { z } from 'zod';
import type { Answer, Stage } from './stage.js';

/** What one command of a question cost, as the engine itself explains it. */
export interface Cost {
  /** Such as `find articles`. */
  readonly command: string;
  /** Documents that were fetched, those of united pipelines included. */
  readonly examined: number;
  /** Documents that came back to the gateway. */
  readonly returned: number;
  /** Whether something was sorted in memory, rather than read in order. */
  readonly isSorted: boolean;
}

/** An answer and what each of its commands cost. */
export interface Explained {
  readonly answer: Answer;
  readonly costs: readonly Cost[];
}

/**
 * Asks, and has exactly those commands explained that the question sent.
 *
 * The commands are taken from the driver, so that what is explained is what clients cause.
 */
export async function askExplained(
  stage: Stage,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Explained> {
  const sent = new Map<number, Document>();
  const returned = new Map<number, number>();
  const started = ({ commandName, command, requestId }: CommandStartedEvent) => {
    if (commandName === 'find' || commandName === 'aggregate') sent.set(requestId, command);
  };
  const succeeded = ({ requestId, reply }: CommandSucceededEvent) => {
    if (sent.has(requestId)) returned.set(requestId, lengthOf(reply));
  };
  stage.db.client.on('commandStarted', started);
  stage.db.client.on('commandSucceeded', succeeded);
  const answer = await stage.ask(query, variables);
  stage.db.client.off('commandStarted', started);
  stage.db.client.off('commandSucceeded', succeeded);
  const costs = [...sent].map(([id, command]) => explain(stage.db, command, returned.get(id)));
  return { answer, costs: await Promise.all(costs) };
}

/** The commands, in words, that fetched more than came back or sorted in memory. */
export function excess(costs: readonly Cost[]): string[] {
  return costs
    .filter(({ examined, returned, isSorted }) => examined !== returned || isSorted)
    .map(({ command, examined, returned, isSorted }) => {
      const sorted = isSorted ? ', sorted in memory' : '';
      return `${command}: ${examined} examined for ${returned}${sorted}`;
    });
}

const batch = z.object({ cursor: z.object({ firstBatch: z.array(z.unknown()) }) });

function lengthOf(reply: unknown): number {
  return batch.parse(reply).cursor.firstBatch.length;
}

/** What the driver adds for a connection, and `explain` does not take. */
const OF_THE_CONNECTION = new Set(['lsid', '$db', '$clusterTime', '$readPreference', 'apiVersion']);

async function explain(db: Db, command: Document, returned = 0): Promise<Cost> {
  const own = Object.entries(command).filter(([name]) => !OF_THE_CONNECTION.has(name));
  const [[name = '', collection] = []] = own;
  const plan = await db.command({
    explain: Object.fromEntries(own),
    verbosity: 'executionStats',
  });
  const { command: _, ...run } = plan;
  const steps = [...nodesOf(run)];
  return {
    command: `${name} ${collection}`,
    examined: sum(steps.flatMap(({ executionStats }) => examinedIn(executionStats))),
    returned,
    isSorted: steps.some((step) => step.stage === 'SORT' || '$sort' in step),
  };
}

/** Every part of what was run; plans that were only thought of are none. */
function* nodesOf(value: unknown): Generator<Document> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value;
  for (const [name, each] of Object.entries(value)) {
    if (name !== 'rejectedPlans') yield* nodesOf(each);
  }
}

const stats = z.object({ totalDocsExamined: z.number() });

function examinedIn(executionStats: unknown): number[] {
  const { success, data } = stats.safeParse(executionStats);
  return success ? [data.totalDocsExamined] : [];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
