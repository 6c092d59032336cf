import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { array, assert, asyncProperty, integer, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../src/importing/sources/json-lines/lines.js';
import { jsonLinesSource } from '../../../src/importing/sources/json-lines.js';
import type { SourceRecord } from '../../../src/publishing/entry.js';
import { heapInUse } from '../../support/heap.js';
import { NOW, recordsIn } from '../json-lines.js';
import { ofKind, temporaryFile } from '../records.js';

const MB = 1024 * 1024;

/** Lines that are read for what they leave in memory; `npm run soak` reads five times as many. */
const LINES = process.env.SOAK ? 300_000 : 60_000;
/** All records together are some 600 bytes for each line. */
const MAX_HELD_BYTES = LINES * 130;

/** A line of exactly so many bytes. */
function lineOf(bytes: number, title = 'Long'): string {
  const [before, after] = [`{"title":"${title}","text":"`, '"}'];
  return `${before}${'x'.repeat(bytes - before.length - after.length)}${after}`;
}

/** A file that is written in chunks. */
async function fileOf(pieces: Iterable<string>): Promise<string> {
  const path = await temporaryFile('articles.jsonl', '');
  const file = createWriteStream(path);
  for (const piece of pieces) if (!file.write(piece)) await once(file, 'drain');
  file.end();
  await once(file, 'finish');
  return path;
}

/** The first records of a file, and the maximum memory used to read it. */
async function analysis(path: string) {
  const input = { path, name: path, now: NOW, onBytes: () => note() };
  const before = process.memoryUsage().rss;
  let most = 0;
  const note = () => {
    most = Math.max(most, process.memoryUsage().rss - before);
  };
  const records: SourceRecord[] = [];
  for await (const record of jsonLinesSource(input)) if (records.length < 10) records.push(record);
  return { records, most };
}

describe('a line of JSON Lines', () => {
  it('may have as many bytes as the limit, and not one more', async () => {
    const content = `${lineOf(1000)}\n${lineOf(1001)}\n${lineOf(100, 'Next')}\n`;
    const records = await recordsIn(content, { maxLineBytes: 1000 });
    expect(ofKind(records, 'ARTICLE').map(({ place, title }) => [place, title])).toEqual([
      ['line 1', 'Long'],
      ['line 3', 'Next'],
    ]);
    expect(ofKind(records, 'FAILED')).toEqual([
      {
        kind: 'FAILED',
        place: 'line 2',
        title: 'Long',
        reason: 'expected at most 1000 bytes in a line, found 1001',
      },
    ]);
  });

  it('of 200 MB is reported and skipped without being held in memory', async () => {
    function* pieces() {
      yield '{"title":"Huge","text":"';
      for (let count = 0; count < 200; count += 1) yield 'x'.repeat(MB);
      yield '"}\n{"title":"Next","text":"b"}\n';
    }
    const { records, most } = await analysis(await fileOf(pieces()));
    expect(records).toMatchObject([
      {
        kind: 'FAILED',
        place: 'line 1',
        title: 'Huge',
        reason: `expected at most ${64 * MB} bytes in a line, found ${200 * MB + 26}`,
      },
      { kind: 'ARTICLE', place: 'line 2', title: 'Next' },
    ]);
    expect(most).toBeLessThan(150 * MB);
  });

  it('takes no memory once it was read, and 20,000 lines are read per second', async () => {
    function* pieces() {
      for (let id = 0; id < LINES; id += 1) {
        yield `{"id":${id},"title":"Story ${id}","html":"<p>Some words.</p>","topics":["Sea"]}\n`;
      }
    }
    const path = await fileOf(pieces());
    const before = heapInUse();
    const begun = performance.now();
    let count = 0;
    let held = 0;
    for await (const _ of jsonLinesSource({ path, name: path, now: NOW, onBytes: () => {} })) {
      count += 1;
      if (count === LINES) held = heapInUse() - before;
    }
    const seconds = (performance.now() - begun) / 1000;
    expect(count).toBe(LINES);
    expect(held).toBeLessThan(MAX_HELD_BYTES);
    // A busy machine is given five times the time.
    expect(seconds).toBeLessThan((5 * LINES) / 20_000);
  });
});

describe('linesOf', () => {
  it('yields the same lines wherever the chunks of a file end', async () => {
    await assert(
      asyncProperty(
        array(string({ maxLength: 20 })),
        integer({ min: 1, max: 9 }),
        async (texts, size) => {
          const lines = texts.map((text) => text.replaceAll('\n', ' '));
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
          async function* pieces() {
            for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
          }
          const got: string[] = [];
          for await (const line of linesOf(pieces(), 10)) {
            got.push(line.kind === 'WHOLE' ? line.bytes.toString() : `${line.size} bytes`);
          }
          expect(got).toEqual(
            lines.map((line) => {
              const length = Buffer.byteLength(line);
              return length > 10 ? `${length} bytes` : line;
            }),
          );
        },
      ),
    );
  });
});
