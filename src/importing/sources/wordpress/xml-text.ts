import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { firstBytes } from '../../first-bytes.js';
import { SourceUnreadable } from '../../source-unreadable.js';
import { decodeBytes, isWestern } from '../feed/decode.js';
import { declaredEncoding } from '../xml-encoding.js';

/** An XML file. */
export interface XmlInput {
  readonly path: string;
  /** The name of the file in messages; the path by default. */
  readonly name?: string;
  /** Called with the size of every chunk that is read. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * The text of an XML file in chunks, decoded by its byte order mark or its declared encoding.
 *
 * Control characters that XML forbids are removed. Old databases contain many of them, and a single
 * one would end the import at that place.
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

/** The common interface of the decoders. */
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
      `its first line declares the encoding "${encoding}", which is not supported. Save it as UTF-8 and import it again.`,
    );
  }
}

/**
 * Decodes valid UTF-8 as UTF-8, and anything else as windows-1252. Both occur in exports with
 * either declaration, because old database tables are often in another encoding.
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

/** Number of bytes at the end that are an incomplete UTF-8 character. */
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
