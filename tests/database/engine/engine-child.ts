import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** The error of a call that failed in the child. */
class ChildError extends Error {
  readonly code: unknown;

  constructor(name: string, code: unknown, message: string) {
    super(message);
    this.name = name;
    this.code = code;
  }
}

/** A child process that opens an embedded engine when a test calls it. */
interface EngineChild {
  readonly pid: number;
  /** Runs a function of `engine-child.mjs`; rejects with `ChildError`, or when the child ends. */
  ask(call: string, ...parameters: readonly unknown[]): Promise<unknown>;
  /** The number of inserts that `insertForever` has reported. */
  inserted(): number;
  /** Ends the child; resolves with its signal or exit code. */
  kill(signal?: NodeJS.Signals): Promise<string | number | null>;
}

/** Starts a child and waits until it accepts calls. */
export async function startChild(environment: NodeJS.ProcessEnv = {}): Promise<EngineChild> {
  const child = fork(new URL('engine-child.mjs', import.meta.url), [], {
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
  });
  children.add(child);
  const ended = endOf(child);
  const waiting = new Map<number, (answer: Answer) => void>();
  let inserted = 0;
  child.on('message', (message: Answer) => {
    inserted = message.inserted ?? inserted;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
  });
  await Promise.race([once(child, 'message'), ended.then(refuseEnd)]);
  return {
    pid: child.pid ?? 0,
    inserted: () => inserted,
    async ask(call, ...parameters) {
      const id = waiting.size;
      const mapUnavailable = new Promise<Answer>((resolve) => waiting.set(id, resolve));
      child.send({ id, call, parameters });
      const { result, error } = await Promise.race([mapUnavailable, ended.then(refuseEnd)]);
      if (error) throw new ChildError(error.name, error.code, error.message);
      return result;
    },
    async kill(signal = 'SIGKILL') {
      child.kill(signal);
      return ended;
    },
  };
}

/** Kills every child that a test left running. */
export async function killChildren(): Promise<void> {
  await Promise.all(
    [...children].map((child) => {
      const ended = endOf(child);
      child.kill('SIGKILL');
      return ended;
    }),
  );
  children.clear();
}

interface Answer {
  readonly id?: number;
  readonly inserted?: number;
  readonly result?: unknown;
  readonly error?: { readonly name: string; readonly code: unknown; readonly message: string };
}

const children = new Set<ChildProcess>();

async function endOf(child: ChildProcess): Promise<string | number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.signalCode ?? child.exitCode;
}

function refuseEnd(ending: string | number | null): never {
  throw new Error(`expected the child to keep running, but it ended: ${ending}`);
}
