import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** How a process ended, and everything that it printed. */
export interface Finished {
  /** `null` if a signal ended the process. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A Broadsheet command in a child process. */
export interface CliProcess {
  readonly process: ChildProcess;
  /** Everything that it has printed so far. */
  stdout(): string;
  stderr(): string;
  readonly ended: Promise<Finished>;
  /** Kills it with `SIGKILL` and waits until it has ended. */
  kill(): Promise<void>;
}

/** The path of the built command, as `npx broadsheet` runs it. */
export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Broadsheet's environment variables; tests must not use those of the person who runs them. */
const SETTINGS = /^(PORT|HOST|MONGODB_URI|BROADSHEET_.*)$/;

/** The environment of the tests without Broadsheet's variables. */
export function foreignEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !SETTINGS.test(name)));
}

/** Starts `node dist/cli.js …`; it is killed at the end of the test if it still runs. */
export function startCli(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
  stdin = '',
): CliProcess {
  if (!existsSync(CLI)) throw new Error(`expected ${CLI}, found nothing: run npm run build`);
  const started = start(process.execPath, [CLI, ...args], { settings });
  // A command that ends without reading its standard input closes the pipe.
  started.process.stdin?.on('error', () => {});
  started.process.stdin?.end(stdin);
  return started;
}

/** Runs `node dist/cli.js …` as another user until it ends; only root can do this. */
export function runCliAs(
  uid: number,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Finished> {
  return start(process.execPath, [CLI, ...args], { settings, uid }).ended;
}

/** Starts `npm …` in a folder; it is killed at the end of the test if it still runs. */
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

/** Runs `node dist/cli.js …` until it ends. */
export function runCli(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
  stdin = '',
): Promise<Finished> {
  return startCli(args, settings, stdin).ended;
}

/** Collects a stream. The returned function gives the text received so far. */
export function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk) => {
    text += chunk;
  });
  return () => text;
}

/** An empty folder that is removed at the end of the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'broadsheet-test-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
