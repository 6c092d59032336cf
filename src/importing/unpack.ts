import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, type Readable, Transform } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { SourceUnreadable } from './source-unreadable.js';

/** An unpacked size that is always accepted, whatever the compressed size. */
const HARMLESS_BYTES = 100_000_000;

/** Text archives unpack to 5 to 20 times their size; gzip can reach 1,032 times. */
const MAX_TIMES = 100;

/**
 * Unpacks a gzip file as a stream.
 *
 * The stream fails with `SourceUnreadable` beyond `maxBytes`, and beyond both 100 MB and 100 times
 * the compressed size. So an archive of 5 GB may unpack to 50 GB, but 2 MB may not unpack to 2 GB
 * of zeros. A truncated file yields everything that can be unpacked.
 */
export async function unpackedFrom(
  path: string,
  name: string,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<Readable> {
  const { size } = await stat(path);
  const analysis = limited(Math.max(HARMLESS_BYTES, MAX_TIMES * size), maxBytes, name);
  // Without this, the end of a truncated file is discarded.
  const unpacking = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  // The last stream emits the errors of all streams.
  pipeline([createReadStream(path), unpacking, analysis], () => {});
  return analysis;
}

function limited(likelyBytes: number, maxBytes: number, name: string): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(new SourceUnreadable(name, tooLarge(maxBytes)));
      else if (bytes > likelyBytes) done(new SourceUnreadable(name, UNLIKELY));
      else done(null, chunk);
    },
  });
}

function tooLarge(maxBytes: number): string {
  return `it unpacks to more than the limit of ${maxBytes} bytes. BROADSHEET_UNPACK_MAX_BYTES sets the limit.`;
}

const UNLIKELY = `it unpacks to more than ${MAX_TIMES} times its size, which no text archive does. If you trust it, unpack it yourself, and import its content.`;
