import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeJsonLines, writeWordpressExport } from './archive.js';

/** An import in a process of its own: what it is of, and where the engine runs. */
export interface Import {
  readonly kind: 'wxr' | 'jsonl';
  /** MB of an export, or lines. */
  readonly size: number;
  /** In a gateway that serves the folder, or in the importer itself. */
  readonly engine: 'outside' | 'inside';
}

/** What an import took. */
export interface Measurement {
  readonly fileMegabytes: number;
  readonly articles: number;
  readonly failed: number;
  readonly seconds: number;
  /** The importer's peak of resident memory. */
  readonly peakMegabytes: number;
}

/** Words of an article, and the bytes that an export needs for one. */
const WXR = { words: 700, bytes: 5_680 };
const JSONL = { words: 150 };

/** How often a process is looked at, in milliseconds; the kernel keeps its peak by itself. */
const INTERVAL = 20;

/** Whether memory can be measured on this system. */
export const isMeasurable = existsSync('/proc/self/status');

/** Imports a made-up file of that size into an empty database, and tells what it took. */
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
 * Serves a data folder, so that an import attaches to its engine, which has room for the indexes of
 * a million articles: how much the importer needs does not depend on that, how long it takes does.
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

/** A command of Broadsheet in a process of its own, whatever the settings of who runs this. */
function start(args: readonly string[], data: string, more: NodeJS.ProcessEnv = {}): ChildProcess {
  const { MONGODB_URI: _, ...environment } = process.env;
  const settings = { BROADSHEET_DATA: data, BROADSHEET_DEMO: 'off', PORT: '0' };
  return spawn(process.execPath, [join(process.cwd(), 'dist/cli.js'), ...args], {
    env: { ...environment, ...settings, ...more },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** The peak of a process in MB, as the kernel knows it; 0 once it has ended. */
async function peakOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
}
