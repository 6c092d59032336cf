import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, type Readable, Transform } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { SourceUnreadable } from './source-unreadable.js';

/** What is harmless, however small the file that unpacks to it. */
const HARMLESS_BYTES = 100_000_000;

/** Archives of text unpack to 5 to 20 times their size; gzip can reach 1,032 times. */
const MOST_TIMES = 100;

/**
 * A compressed file (gzip) unpacked, as a stream.
 *
 * It is refused in the middle, with `SourceUnreadable`, where it is larger than any archive: than
 * `maxBytes`, or than 100 MB and 100 times the file. So an archive of 5 GB that unpacks to 50 goes
 * through, and 2 MB that unpack to 2 GB of nothing do not. Of one that is cut off, all that can be
 * unpacked comes.
 */
export async function unpackedFrom(
  path: string,
  name: string,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<Readable> {
  const { size } = await stat(path);
  const measured = limited(Math.max(HARMLESS_BYTES, MOST_TIMES * size), maxBytes, name);
  // Without it, the end of a file that is cut off is thrown away.
  const unpacking = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  // Errors come out of the last stream as well.
  pipeline([createReadStream(path), unpacking, measured], () => {});
  return measured;
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
  return `it unpacks to more than ${maxBytes} bytes, which is the limit. BROADSHEET_UNPACK_MAX_BYTES sets it.`;
}

const UNLIKELY = `it unpacks to more than ${MOST_TIMES} times its size, as no archive of text does. If you trust it, unpack it, and import what is in it.`;
