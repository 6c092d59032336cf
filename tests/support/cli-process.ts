import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** How a process ended, and all that it printed. */
export interface Finished {
  /** `null` if a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of ours in a process of its own. */
export interface CliProcess {
  readonly process: ChildProcess;
  /** All that it has printed so far. */
  stdout(): string;
  stderr(): string;
  readonly ended: Promise<Finished>;
  /** Ends it as `kill -9` does, and waits until it has gone. */
  kill(): Promise<void>;
}

/** The built command, as `npx broadsheet` runs it. */
export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** What Broadsheet reads; the settings of the person who runs the tests are not ours. */
const SETTINGS = /^(PORT|HOST|MONGODB_URI|BROADSHEET_.*)$/;

/** The environment of the tests without settings of Broadsheet. */
export function foreignEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !SETTINGS.test(name)));
}

/** Starts `node dist/cli.js …`; it is killed when the test ends, if it still runs. */
export function startCli(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
  stdin = '',
): CliProcess {
  if (!existsSync(CLI)) throw new Error(`expected ${CLI}, found nothing: run npm run build`);
  const started = start(process.execPath, [CLI, ...args], { settings });
  // One that ends without reading it closes the pipe.
  started.process.stdin?.on('error', () => {});
  started.process.stdin?.end(stdin);
  return started;
}

/** Runs `node dist/cli.js …` as another user to its end; only root may. */
export function runCliAs(
  uid: number,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Finished> {
  return start(process.execPath, [CLI, ...args], { settings, uid }).ended;
}

/** Starts `npm …` in a folder; it is killed when the test ends, if it still runs. */
export function startNpm(
  args: readonly string[],
  cwd: string,
  settings: Readonly<Record<string, string>>,
): CliProcess {
  return start('npm', args, { cwd, settings });
}

interface StartOptions {
  readonly cwd?: string;
  readonly uid?: number;
  readonly settings: Readonly<Record<string, string>>;
}

function start(
  command: string,
  args: readonly string[],
  { cwd, uid, settings }: StartOptions,
): CliProcess {
  const child = spawn(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    ...(uid === undefined ? {} : { uid, gid: uid }),
    env: { ...foreignEnvironment(), ...settings },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const ended = once(child, 'close').then(
    ([code]): Finished => ({ code, stdout: stdout(), stderr: stderr() }),
  );
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  return { process: child, stdout, stderr, ended, kill };
}

/** Runs `node dist/cli.js …` to its end. */
export function runCli(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
  stdin = '',
): Promise<Finished> {
  return startCli(args, settings, stdin).ended;
}

/** All that a stream has brought so far, as text. */
export function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk) => {
    text += chunk;
  });
  return () => text;
}

/** An empty folder for the time of one test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'broadsheet-test-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
