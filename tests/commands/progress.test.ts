import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { describe, expect, it } from 'vitest';
import { startFetchProgress, startProgress } from '../../src/commands/progress.js';

const source = { totalBytes: 100, bytesRead: () => 50 };

/** A stream that says it is a terminal, and remembers what was written. */
function terminal() {
  let written = '';
  const stream = new PassThrough();
  stream.on('data', (data) => {
    written += String(data);
  });
  const ends = { cursorTo: () => true, moveCursor: () => true, clearLine: () => true };
  return {
    stream: Object.assign(Object.create(WriteStream.prototype), {
      ...ends,
      isTTY: true,
      columns: 120,
      clearScreenDown: () => true,
      write: (text: string) => stream.write(text),
    }),
    written: () => written,
  };
}

describe('startProgress', () => {
  it('writes nothing where there is no terminal', () => {
    const { stream, written } = terminal();
    const progress = startProgress(source, Object.assign(stream, { isTTY: false }));
    progress.advance();
    progress.stop();
    expect(written()).toBe('');
  });

  it('tells the terminal nothing that would stay if the process were killed', () => {
    const { stream, written } = terminal();
    startProgress(source, stream).stop();
    expect(written()).not.toContain('\u001B[?');
  });

  it('goes on with the related posts when all is read', () => {
    const { stream, written } = terminal();
    const progress = startProgress(source, stream);
    progress.advance();
    progress.relate(100);
    progress.relate(20);
    progress.stop();
    expect(written()).toContain('related posts of 100 articles found');
  });

  it('shows how much was read and how many articles on a terminal', () => {
    const { stream, written } = terminal();
    const progress = startProgress(source, stream);
    progress.advance();
    progress.stop();
    expect(written()).toMatch(/\d+% \| 0\.0 MB \| \d articles \| \d+\/s/);
  });
});

describe('startFetchProgress', () => {
  it('writes nothing where there is no terminal, nor before anything came', () => {
    const { stream, written } = terminal();
    startFetchProgress(stream).stop();
    const nowhere = startFetchProgress(Object.assign(stream, { isTTY: false }));
    nowhere.advance(1);
    nowhere.stop();
    expect(written()).toBe('');
  });

  it('shows how much has come on a terminal', () => {
    const { stream, written } = terminal();
    const { advance, stop } = startFetchProgress(stream);
    advance(1_500_000);
    advance(500_000);
    stop();
    expect(written()).toMatch(/1\.5 MB fetched .*2\.0 MB fetched/s);
    expect(written()).not.toContain('\u001B[?');
  });
});
