import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../src/importing/detect.js';
import { unpackedFrom } from '../../src/importing/unpack.js';
import { temporaryFile } from './records.js';

/** The number of bytes unpacked from a compressed file. */
async function bytesOf(content: Uint8Array, maxBytes?: number): Promise<number> {
  const path = await temporaryFile('x.xml.gz', gzipSync(content, { level: 1 }));
  let bytes = 0;
  for await (const chunk of await unpackedFrom(path, 'x.xml.gz', maxBytes)) bytes += chunk.length;
  return bytes;
}

/** Bytes that hardly compress, followed by zeros. */
const halfEmpty = (full: number, all: number) => Buffer.concat([randomBytes(full)], all);

describe('unpackedFrom', () => {
  it('unpacks to exactly the limit, and no more', async () => {
    expect(await bytesOf(Buffer.alloc(1000), 1000)).toBe(1000);
    await expect(bytesOf(Buffer.alloc(1001), 1000)).rejects.toThrow(
      'x.xml.gz: it unpacks to more than the limit of 1000 bytes.',
    );
  });

  it('unpacks to 100 MB from a file of any size, and no more', async () => {
    expect(await bytesOf(Buffer.alloc(100_000_000))).toBe(100_000_000);
    await expect(bytesOf(Buffer.alloc(100_000_001))).rejects.toThrow(
      'x.xml.gz: it unpacks to more than 100 times its size, which no text archive does.',
    );
  });

  it('unpacks to more from a larger file', async () => {
    expect(await bytesOf(halfEmpty(1_100_000, 110_000_000))).toBe(110_000_000);
  });
});

describe('openSource, of compressed files', () => {
  it('applies the given limit', async () => {
    const path = await temporaryFile('x.xml.gz', gzipSync('<urlset>'));
    await expect(openSource(path, { maxUnpackedBytes: 8 })).rejects.toThrow('found a sitemap');
    await expect(openSource(path, { maxUnpackedBytes: 7 })).rejects.toThrow(
      'more than the limit of 7 bytes',
    );
  });

  it('does not unpack what it has unpacked', async () => {
    const path = await temporaryFile('x.xml.gz', gzipSync(gzipSync('<rss/>')));
    await expect(openSource(path)).rejects.toThrow(
      'found a compressed file within a compressed file. Unpack it',
    );
  });

  it('recognises Markdown by its name', async () => {
    const path = await temporaryFile('notes.md.gz', gzipSync('---\ndate: 2024-05-01\n---\nx'));
    const { kind, close } = await openSource(path);
    await close();
    expect(kind).toBe('markdown');
  });
});
