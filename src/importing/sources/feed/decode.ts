import { TextDecoder } from 'node:util';

/** A valid, shortest-form UTF-8 sequence, or any single byte outside of ASCII. */
const SEQUENCE =
  /[\xC2-\xDF][\x80-\xBF]|\xE0[\xA0-\xBF][\x80-\xBF]|[\xE1-\xEC\xEE\xEF][\x80-\xBF]{2}|\xED[\x80-\x9F][\x80-\xBF]|\xF0[\x90-\xBF][\x80-\xBF]{2}|[\xF1-\xF3][\x80-\xBF]{3}|\xF4[\x80-\x8F][\x80-\xBF]{2}|[\x80-\xFF]/g;
/** The bytes 80 to 9F of windows-1252; Node's own decoder reads them as control characters. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
/** Labels that browsers treat as windows-1252, and UTF-8. */
const WESTERN = /^(?:utf-?8|us-ascii|ascii|(?:iso-?8859-?1|latin-?1)|(?:windows-|cp)1252)$/i;

/** Whether a file with this declaration is read as UTF-8, with stray bytes as windows-1252. */
export function isWestern(encoding: string): boolean {
  return WESTERN.test(encoding);
}

/**
 * Decodes bytes (one per character) in the declared encoding, or in another one if that is
 * impossible.
 *
 * Declarations are often wrong: some databases hold old articles in another encoding than their
 * feed declares. Valid UTF-8 is decoded as UTF-8, because other text is not valid UTF-8 by
 * accident. Anything else is decoded as declared, and stray bytes as windows-1252. Characters that
 * XML forbids are removed.
 */
export function decodeBytes(bytes: string, declared: string): string {
  return withoutForbidden(decoded(bytes, declared));
}

function decoded(bytes: string, declared: string): string {
  if (!/[\x80-\xFF]/.test(bytes)) return bytes;
  const utf8 = exactly(bytes, 'utf-8');
  if (utf8 !== undefined) return utf8;
  const told = isWestern(declared) ? undefined : exactly(bytes, declared);
  return told ?? bytes.replace(SEQUENCE, oneCharacter);
}

function exactly(bytes: string, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return undefined;
  }
}

function oneCharacter(sequence: string): string {
  if (sequence.length > 1) return Buffer.from(sequence, 'latin1').toString('utf8');
  return WINDOWS_1252[sequence.charCodeAt(0) - 0x80] ?? sequence;
}

function withoutForbidden(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFEFF\uFFFE\uFFFF]/g, '');
}
