import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLI, collect, foreignEnvironment } from './cli-process.js';
import type { Answer } from './stage.js';

/** A gateway in a child process, as users run it. */
export interface GatewayProcess {
  /** The address of its GraphQL endpoint, such as `http://localhost:41234/graphql`. */
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything that it has printed so far. */
  stdout(): string;
  stderr(): string;
  /** Stops it with `SIGTERM`, and returns its exit code. */
  stop(): Promise<number | null>;
}

const READY = /^Broadsheet is ready at (\S+)/m;

/**
 * Starts `node dist/cli.js serve`, or another build, and waits until it reports that it is ready.
 *
 * It listens on a free port. Its data is in a new directory that is removed when it is stopped,
 * unless `settings` names another. Throws with everything it printed if it ends early or is not
 * ready within 30 seconds.
 */
export async function startGateway(
  settings: Record<string, string> = {},
  cli = CLI,
): Promise<GatewayProcess> {
  if (!existsSync(cli)) throw new Error(`expected ${cli}, found nothing: run npm run build`);
  const directory = await mkdtemp(join(tmpdir(), 'broadsheet-gateway-'));
  const child = spawn(process.execPath, [cli, 'serve'], {
    env: { ...foreignEnvironment(), PORT: '0', BROADSHEET_DATA: directory, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);

  const stop = async () => {
    const code = await end(child);
    await rm(directory, { recursive: true, force: true });
    return code;
  };
  try {
    const url = await readyUrl(child, stdout);
    return { url, process: child, stdout, stderr, stop };
  } catch (error) {
    await stop();
    throw new Error(`the gateway did not start:\n${stdout()}${stderr()}`, { cause: error });
  }
}

/** Sends a query to a running gateway. */
export async function askGateway(url: string, query: string): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

function readyUrl(child: ChildProcess, stdout: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('not ready within 30 s')), 30_000);
    child.stdout?.on('data', () => {
      const url = READY.exec(stdout())?.[1];
      if (url) resolve(url);
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`ended with ${code ?? signal}`)));
    child.once('exit', () => clearTimeout(timer));
  });
}

async function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(timer);
  }
  return child.exitCode;
}
