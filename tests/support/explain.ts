import type { CommandStartedEvent, CommandSucceededEvent, Db, Document } from 'mongodb';
import { z } from 'zod';
import type { Answer, Stage } from './stage.js';

/** The cost of one command of a query, as the engine explains it. */
export interface Cost {
  /** Such as `find articles`. */
  readonly command: string;
  /** Documents that were fetched, including those of united pipelines. */
  readonly examined: number;
  /** Documents that were returned to the gateway. */
  readonly returned: number;
  /** Whether documents were sorted in memory instead of being read in index order. */
  readonly isSorted: boolean;
}

/** The response to a query, and the cost of each of its commands. */
export interface Explained {
  readonly answer: Answer;
  readonly costs: readonly Cost[];
}

/**
 * Sends a query, and has the engine explain exactly the commands that it caused.
 *
 * The commands are recorded from the driver, so they are the same as for a real client.
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

/**
 * Describes the commands that fetched more documents than they returned, or that sorted in memory.
 */
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

/** Fields that the driver adds for a connection and that `explain` does not accept. */
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

/** Every part of the executed plan; rejected plans are left out. */
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
