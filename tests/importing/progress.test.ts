import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { describe, expect, it } from 'vitest';
import { startProgress } from '../../src/importing/progress.js';

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

  it('shows how much was read and how many articles on a terminal', () => {
    const { stream, written } = terminal();
    const progress = startProgress(source, stream);
    progress.advance();
    progress.stop();
    expect(written()).toMatch(/\d+% \| 0\.0 MB \| \d articles \| \d+\/s/);
  });
});
