import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { logLines } from './support/log-lines.js';

const run = promisify(execFile);

/** What a process writes to stderr when it logs one line. */
async function stderrOf(isTerminal: boolean, level = 'info'): Promise<string> {
  const log = new URL('../dist/log.js', import.meta.url);
  const script = `
    const { createLog } = await import(${JSON.stringify(log.href)});
    createLog('${level}', ${isTerminal}).info({ requestId: 'a-1' }, 'request');
    process.exit();
  `;
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', script]);
  expect(stdout).toBe('');
  return stderr;
}

describe('createLog', () => {
  it('writes one JSON object per line to stderr', async () => {
    const line: unknown = JSON.parse(await stderrOf(false));

    expect(line).toMatchObject({ level: 'info', requestId: 'a-1', msg: 'request' });
  });

  it('writes readable lines on a terminal', async () => {
    const text = await stderrOf(true);

    expect(text).toMatch(/INFO.*request/);
    expect(() => JSON.parse(text)).toThrow();
  });

  it.each([
    ['debug', 1],
    ['info', 1],
    ['warn', 0],
    ['silent', 0],
  ])('obeys LOG_LEVEL=%s', async (level, count) => {
    expect((await stderrOf(false, level)).split('\n').length - 1).toBe(count);
  });

  it('describes an error and its causes without the values that a driver attaches', () => {
    const { log, lines } = logLines();
    const cause = Object.assign(new Error('duplicate key'), { code: 11_000, keyValue: 'x@y.org' });

    log.error({ err: new Error('not written', { cause }) }, 'failed');

    expect(lines).toMatchObject([
      { err: { message: 'not written', cause: { message: 'duplicate key', code: 11_000 } } },
    ]);
    expect(JSON.stringify(lines)).not.toContain('x@y.org');
  });
});
