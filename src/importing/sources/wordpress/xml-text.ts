import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { TextDecoder } from 'node:util';
import { SourceUnreadable } from '../../source-unreadable.js';
import { declaredEncoding } from '../xml-encoding.js';

/** An XML file on disk. */
export interface XmlInput {
  readonly path: string;
  /** What messages to people call it; the path if absent. */
  readonly name?: string;
  /** Told of every piece read. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * The text of an XML file in pieces, decoded by its byte order mark or declared encoding.
 *
 * Control characters that XML forbids are dropped: old databases are full of them, and one would
 * end the import of everything behind it.
 */
export async function* xmlText({
  path,
  name = path,
  onBytes = () => {},
}: XmlInput): AsyncGenerator<string> {
  const decoder = await decoderFor(path, name);
  for await (const bytes of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    onBytes(bytes.length);
    yield withoutControls(decoder.decode(bytes, { stream: true }));
  }
  yield withoutControls(decoder.decode());
}

/** What is used of both of Node's decoders. */
interface Decoder {
  decode(bytes?: Uint8Array, options?: { stream: boolean }): string;
}

async function decoderFor(path: string, name: string): Promise<Decoder> {
  const encoding = declaredEncoding(await firstBytes(path));
  if (/^utf-?8$/i.test(encoding)) return utf8Decoder();
  try {
    return new TextDecoder(encoding);
  } catch {
    throw new SourceUnreadable(
      name,
      `its first line declares the encoding "${encoding}", which is none that can be read; save it as UTF-8 and import it again.`,
    );
  }
}

/** Several times as fast as `TextDecoder` in pieces, and an export is nearly always UTF-8. */
function utf8Decoder(): Decoder {
  const decoder = new StringDecoder('utf8');
  return { decode: (bytes) => (bytes === undefined ? decoder.end() : decoder.write(bytes)) };
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFEFF\uFFFE\uFFFF]/g, '');
}
