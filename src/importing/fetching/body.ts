import type { IncomingMessage } from 'node:http';
import { pipeline, Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { FetchRefused } from './fetch-refused.js';

const DECODERS: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/** Compressing what is compressed saves nothing; more layers are an attempt at something. */
const MAX_ENCODINGS = 2;

/**
 * The body of an answer, decompressed, of which neither form may be larger than `maxBytes`.
 *
 * Throws `FetchRefused` for one that says so itself; the stream fails with it for one that is found
 * out later, so that a small file that unpacks to a huge one is read no further than to the limit.
 * `onBytes` is told of what comes, as it comes.
 */
export function bodyOf(
  response: IncomingMessage,
  maxBytes: number,
  onBytes: (bytes: number) => void = () => {},
): Readable {
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const measured = Readable.from(limited(response, maxBytes, onBytes));
  const decoders = decodersOf(response);
  if (decoders.length === 0) return measured;
  const last = decoders.at(-1) ?? measured;
  // Errors come out of the last stream as well.
  pipeline([measured, ...decoders], () => {});
  return Readable.from(limited(last, maxBytes));
}

/** The decoders of the encodings that the answer names, the last one first. */
function decodersOf({ headers }: IncomingMessage): Transform[] {
  const names = (headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(/\s*,\s*/)
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  const decoders = names.flatMap((name) => DECODERS.get(name) ?? []);
  if (names.length > MAX_ENCODINGS || decoders.length < names.length) {
    throw new FetchRefused(`it is compressed as "${names.join(', ')}", which cannot be unpacked.`);
  }
  return decoders.reverse().map((create) => create());
}

async function* limited(
  stream: Readable,
  maxBytes: number,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    onBytes?.(chunk.length);
    yield chunk;
  }
}

function tooLarge(maxBytes: number): FetchRefused {
  return new FetchRefused(
    `it is larger than ${maxBytes} bytes, which is the limit. BROADSHEET_FETCH_MAX_BYTES sets it.`,
  );
}
