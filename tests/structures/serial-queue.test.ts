import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SerialQueue } from '../../src/structures/serial-queue.js';

describe('SerialQueue', () => {
  it('starts a task when the one before it has ended', async () => {
    const queue = new SerialQueue();
    const log: string[] = [];
    const task = (name: string) => async () => {
      log.push(`${name} begins`);
      await turn();
      log.push(`${name} ends`);
      return name;
    };

    expect(await Promise.all([queue.take(task('a')), queue.take(task('b'))])).toEqual(['a', 'b']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('runs the next task after one that failed', async () => {
    const queue = new SerialQueue();
    const failed = queue.take(() => Promise.reject(new Error('no')));

    expect(await queue.take(async () => 'done')).toBe('done');
    await expect(failed).rejects.toThrow('no');
  });

  it('resolves `ended` when all tasks have ended, even if some failed', async () => {
    const queue = new SerialQueue();
    queue.take(() => Promise.reject(new Error('no'))).catch(() => {});

    expect(await queue.ended).toBeUndefined();
  });
});
