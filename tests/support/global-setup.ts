import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { openEmbeddedEngine } from '../../src/database/engine/embedded-engine.js';

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * The MongoDB of this run: `MONGODB_URI` if it is set, otherwise one embedded engine for all
     * files.
     */
    mongodbUri: string;
  }
}

const run = promisify(execFile);

/** Builds the code that tests run as a child process, and opens the embedded engine of the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await run('npm', ['run', '--silent', 'build']);
  const given = process.env.MONGODB_URI;
  if (given) {
    project.provide('mongodbUri', given);
    return async () => {};
  }
  const directory = await mkdtemp(join(tmpdir(), 'broadsheet-tests-'));
  const engine = await openEmbeddedEngine(directory, { cacheMegabytes: 64 });
  project.provide('mongodbUri', engine.uri);
  return async () => {
    await engine.close();
    await rm(directory, { recursive: true, force: true });
  };
}
