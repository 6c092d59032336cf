import { describe, expect, it } from 'vitest';
import { Stopped, stoppable, untilStopped } from '../../src/commands/stopping.js';

describe('untilStopped', () => {
  it('brings what the work brings', async () => {
    const { signal } = new AbortController();
    expect(await untilStopped(signal, Promise.resolve(1))).toBe(1);
    await expect(untilStopped(signal, Promise.reject(new Error('work')))).rejects.toThrow('work');
  });

  it('throws at once when it is told, before or meanwhile', async () => {
    const controller = new AbortController();
    const waiting = untilStopped(controller.signal, new Promise(() => {}));
    controller.abort(new Stopped('SIGINT'));
    await expect(waiting).rejects.toMatchObject({ exitCode: 130 });
    const late = untilStopped(controller.signal, Promise.reject(new Error('too late')));
    await expect(late).rejects.toBeInstanceOf(Stopped);
  });
});

describe('stoppable', () => {
  const listeners = () => process.listenerCount('SIGINT') + process.listenerCount('SIGTERM');

  it('answers with the exit code of the work, and leaves no listener behind', async () => {
    const before = listeners();
    const work = async () => {
      expect(listeners()).toBe(before + 2);
      return 7;
    };

    expect(await stoppable(work, () => 1)).toBe(7);
    expect(listeners()).toBe(before);
  });

  it('says by the signal how stopped work ends', async () => {
    const before = listeners();
    const work = (signal: AbortSignal) => {
      process.emit('SIGTERM', 'SIGTERM');
      return untilStopped(signal, new Promise<number>(() => {}));
    };

    expect(await stoppable(work, ({ exitCode }) => exitCode)).toBe(143);
    expect(listeners()).toBe(before);
  });

  it('lets other errors through', async () => {
    const before = listeners();
    const failing = stoppable(
      () => Promise.reject(new Error('no')),
      () => 1,
    );

    await expect(failing).rejects.toThrow('no');
    expect(listeners()).toBe(before);
  });
});
