import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
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
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return declaredEncoding(buffer.subarray(0, bytesRead)).toLowerCase();
  } finally {
    await file.close();
  }
}
