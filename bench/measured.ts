import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeJsonLines, writeWordpressExport } from './archive.js';

/** An import to be measured in a child process. */
export interface Import {
  readonly kind: 'wxr' | 'jsonl';
  /** Megabytes of an export, or number of lines. */
  readonly size: number;
  /** Whether a separate gateway process runs the engine, or the importer itself. */
  readonly engine: 'outside' | 'inside';
}

/** The result of a measured import. */
export interface Measurement {
  readonly fileMegabytes: number;
  readonly articles: number;
  readonly failed: number;
  readonly seconds: number;
  /** The importer's peak resident memory. */
  readonly peakMegabytes: number;
}

/** Words per article, and the bytes of an article in an export. */
const WXR = { words: 700, bytes: 5_680 };
const JSONL = { words: 150 };

/** Milliseconds between two reads of a process's peak memory, which the kernel records. */
const INTERVAL = 20;

/** Whether memory can be measured on this system. */
export const isMeasurable = existsSync('/proc/self/status');

/** Imports a generated file of a given size into an empty database and measures it. */
export async function measuredImport({ kind, size, engine }: Import): Promise<Measurement> {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-scale-'));
  const path = join(folder, kind === 'wxr' ? 'export.xml' : 'articles.jsonl');
  const data = join(folder, 'data');
  try {
    if (kind === 'jsonl') await writeJsonLines(path, { articles: size, words: JSONL.words });
    else {
      const articles = Math.ceil((size * 1_000_000) / WXR.bytes);
      await writeWordpressExport(path, { articles, words: WXR.words });
    }
    const gateway = engine === 'outside' ? await serve(data) : undefined;
    try {
      const fileMegabytes = (await stat(path)).size / 1_000_000;
      return { fileMegabytes, ...(await imported(path, data)) };
    } finally {
      gateway?.kill('SIGTERM');
      if (gateway !== undefined) await once(gateway, 'exit');
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function imported(path: string, data: string): Promise<Omit<Measurement, 'fileMegabytes'>> {
  const begun = performance.now();
  const child = start(['import', path, '--json'], data);
  let printed = '';
  child.stdout?.on('data', (chunk) => {
    printed += chunk;
  });
  const ended = once(child, 'close');
  let peakMegabytes = 0;
  while (child.exitCode === null && child.signalCode === null) {
    peakMegabytes = Math.max(peakMegabytes, await peakOf(child.pid));
    await sleep(INTERVAL);
  }
  await ended;
  const { created, failed } = JSON.parse(printed.trimEnd().split('\n').at(-1) ?? '');
  const seconds = (performance.now() - begun) / 1000;
  return { articles: created, failed, seconds, peakMegabytes };
}

/**
 * Starts a gateway on a data folder, so that an import attaches to its engine. The engine's cache
 * is large enough for the indexes of a million articles; this affects the speed of the import but
 * not the memory of the importer.
 */
async function serve(data: string): Promise<ChildProcess> {
  const child = start(['serve'], data, { BROADSHEET_CACHE_MB: '2048' });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the gateway ended with ${code}`)));
    child.stdout?.on('data', (chunk) => {
      if (String(chunk).includes('Broadsheet is ready')) resolve();
    });
  });
  return child;
}

/** Starts a Broadsheet command in a child process, without the caller's `MONGODB_URI`. */
function start(args: readonly string[], data: string, more: NodeJS.ProcessEnv = {}): ChildProcess {
  const { MONGODB_URI: _, ...environment } = process.env;
  const settings = { BROADSHEET_DATA: data, BROADSHEET_DEMO: 'off', PORT: '0' };
  return spawn(process.execPath, [join(process.cwd(), 'dist/cli.js'), ...args], {
    env: { ...environment, ...settings, ...more },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** The peak memory of a process in MB, as recorded by the kernel; 0 once it has ended. */
async function peakOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
}
