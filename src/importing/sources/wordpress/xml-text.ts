import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { firstBytes } from '../../first-bytes.js';
import { SourceUnreadable } from '../../source-unreadable.js';
import { decodeBytes, isWestern } from '../feed/decode.js';
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
  const encoding = declaredEncoding(await firstBytes(path, 256));
  if (isWestern(encoding)) return westernDecoder();
  try {
    return new TextDecoder(encoding);
  } catch {
    throw new SourceUnreadable(
      name,
      `its first line declares the encoding "${encoding}", which is none that can be read; save it as UTF-8 and import it again.`,
    );
  }
}

/**
 * Reads what is UTF-8 as that, which an export nearly always is, and what is not as windows-1252:
 * old tables of a database are in exports that call themselves UTF-8, and the other way round.
 */
function westernDecoder(): Decoder {
  let rest: Uint8Array = new Uint8Array();
  return {
    decode: (bytes) => {
      const all = Buffer.concat(bytes === undefined ? [rest] : [rest, bytes]);
      const end = bytes === undefined ? all.length : all.length - unfinishedBytes(all);
      rest = all.subarray(end);
      const whole = all.subarray(0, end);
      return isUtf8(whole) ? whole.toString() : decodeBytes(whole.toString('latin1'), 'utf-8');
    },
  };
}

/** How many bytes at the end are the beginning of a character in UTF-8 that is not whole. */
function unfinishedBytes(bytes: Uint8Array): number {
  for (let count = 1; count <= 3; count++) {
    const byte = bytes.at(-count) ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return count < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? count : 0;
  }
  return 0;
}

function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFEFF\uFFFE\uFFFF]/g, '');
}
