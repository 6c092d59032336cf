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

/** Compressing twice is pointless; more layers suggest an attack. */
const MAX_ENCODINGS = 2;

/**
 * The decompressed body of a response, limited to `maxBytes` both compressed and decompressed.
 *
 * Throws `FetchRefused` if `Content-Length` exceeds the limit. Otherwise the stream fails with it
 * as soon as the limit is passed, so a decompression bomb is never read completely. `onBytes` is
 * called with the size of each chunk as it arrives.
 */
export function bodyOf(
  response: IncomingMessage,
  maxBytes: number,
  onBytes: (bytes: number) => void = () => {},
): Readable {
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const analysis = Readable.from(limited(response, maxBytes, onBytes));
  const decoders = decodersOf(response);
  if (decoders.length === 0) return analysis;
  const last = decoders.at(-1) ?? analysis;
  // The last stream emits the errors of all streams.
  pipeline([analysis, ...decoders], () => {});
  return Readable.from(limited(last, maxBytes));
}

/** The decoders for the `Content-Encoding` of the response, the last encoding first. */
function decodersOf({ headers }: IncomingMessage): Transform[] {
  const names = (headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(/\s*,\s*/)
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  const decoders = names.flatMap((name) => DECODERS.get(name) ?? []);
  if (names.length > MAX_ENCODINGS || decoders.length < names.length) {
    throw new FetchRefused(`it is compressed as "${names.join(', ')}", which is not supported.`);
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
    `it is larger than the limit of ${maxBytes} bytes. BROADSHEET_FETCH_MAX_BYTES sets the limit.`,
  );
}
