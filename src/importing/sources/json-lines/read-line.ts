import { isUtf8 } from 'node:buffer';
import type { z } from 'zod';
import { reasonOf } from '../../../errors.js';
import { LINES, type Line } from '../../../json-lines/shape.js';
import { BrokenRecord } from '../broken-record.js';
import { type Fields, isObject } from '../parsed-object.js';
import { meantBy } from './other-names.js';
import { foundIn, problemsOf } from './problems.js';

/** Parses and checks a line that is not blank; throws `BrokenRecord` if it is invalid. */
export function readLine(bytes: Buffer): Line {
  if (!isUtf8(bytes)) {
    throw new BrokenRecord('expected UTF-8 text, found other bytes. Save the file as UTF-8');
  }
  const value = parsed(bytes.toString('utf8'));
  if (!isObject(value)) throw new BrokenRecord(`expected a JSON object, found ${foundIn(value)}`);
  try {
    return lineOf(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new BrokenRecord('its replies nest too deeply');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = reasonOf(error);
    const position = Number(/ at position (\d+)/.exec(message)?.[1]);
    const isCut = /\bend of JSON|^Unterminated/.test(message) || position >= text.trimEnd().length;
    if (isCut)
      throw new BrokenRecord('expected a JSON object in one line, found the end of the line in it');
    const place = Number.isNaN(position) ? '' : ` (character ${position + 1})`;
    throw new BrokenRecord(`expected a JSON object in one line, found invalid JSON${place}`);
  }
}

function lineOf(value: Fields): Line {
  const kind = value.kind ?? 'article';
  switch (kind) {
    case 'article':
      return { kind: 'article', declared: checked(LINES.article, value) };
    case 'site':
      return { kind: 'site', declared: checked(LINES.site, value) };
    case 'author':
      return { kind: 'author', declared: checked(LINES.author, value) };
    case 'topic':
      return { kind: 'topic', declared: checked(LINES.topic, value) };
    default: {
      const expected = Object.keys(LINES).join(', ');
      throw new BrokenRecord(`expected \`kind\` to be one of ${expected}, found ${foundIn(kind)}`);
    }
  }
}

function checked<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  value: Fields,
): z.infer<z.ZodObject<Shape>> {
  refuseMisspelt(value, Object.keys(schema.shape));
  const first = schema.safeParse(value);
  if (first.success) return first.data;
  // Databases write `null` for an absent value. Only the few lines that have it are checked twice.
  const second = schema.safeParse(withoutNulls(value));
  if (second.success) return second.data;
  throw new BrokenRecord(problemsOf(withoutNulls(value), second.error.issues));
}

/**
 * Unknown properties are ignored. But one that differs from a known one only in case or separators,
 * or is another system's name for it, is refused: its value would be lost silently.
 */
function refuseMisspelt(value: Fields, known: readonly string[]): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key) || value[key] === null) continue;
    const same = known.find((one) => plain(one) === plain(key)) ?? meantBy(plain(key), value[key]);
    const meant = known.find((one) => one === same && !isSaid(value[one]));
    if (meant !== undefined) throw new BrokenRecord(`expected \`${meant}\`, found \`${key}\``);
  }
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function plain(key: string): string {
  return key.replace(/[\s_-]/g, '').toLowerCase();
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== null)
      .map(([key, each]) => [key, withoutNulls(each)]),
  );
}
