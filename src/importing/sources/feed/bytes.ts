import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { firstBytes } from '../../first-bytes.js';
import { declaredEncoding } from '../xml-encoding.js';

/** A file on disk, read from beginning to end. */
export interface ByteInput {
  readonly path: string;
  /** Told of every piece read. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * The bytes of a file as a text with a character for each byte, in pieces; of a file in UTF-16,
 * those that it would have in UTF-8.
 *
 * Markup is ASCII in every other encoding that a feed may have, so it can be found before anybody
 * knows which one it is, and each item can be in its own.
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

/** The encoding that the beginning of a file tells. */
export async function encodingOf(path: string): Promise<string> {
  return declaredEncoding(await firstBytes(path, 4096)).toLowerCase();
}
