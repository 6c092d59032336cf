import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { firstBytes } from '../../first-bytes.js';
import { declaredEncoding } from '../xml-encoding.js';

/** A file that is read from beginning to end. */
export interface ByteInput {
  readonly path: string;
  /** Called with the size of every chunk that is read. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * The bytes of a file as text, one character per byte, in chunks. A UTF-16 file is converted to
 * UTF-8 first.
 *
 * Markup is ASCII in every other encoding of feeds. So it can be found before the encoding is
 * known, and every item can be decoded separately.
 */
export async function* byteText({ path, onBytes }: ByteInput): AsyncGenerator<string> {
  const encoding = await encodingOf(path);
  const decoder = /^utf-16/.test(encoding) ? new TextDecoder(encoding) : undefined;
  for await (const bytes of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    onBytes(bytes.length);
    const read = decoder === undefined ? bytes : Buffer.from(decoder.decode(bytes, STREAM));
    yield read.toString('latin1');
  }
}

const STREAM = { stream: true } as const;

/** The encoding declared at the beginning of a file, in lower case. */
export async function encodingOf(path: string): Promise<string> {
  return declaredEncoding(await firstBytes(path, 4096)).toLowerCase();
}
