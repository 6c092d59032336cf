import { BrokenRecord } from '../broken-record.js';
import { type Fields, isObject } from '../parsed-object.js';

/** The first value under these keys that is not empty. */
export function firstOf(fields: Fields, ...keys: readonly string[]): unknown {
  for (const key of keys) {
    const value = fields[key];
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

/** The first text under these keys that is not empty; throws `BrokenRecord` for other types. */
export function textField(fields: Fields, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = fields[key];
    if (value === undefined || value === null) continue;
    if (isScalar(value)) {
      if (String(value).trim() !== '') return String(value).trim();
    } else throw wrong(key, 'a text', value);
  }
  return undefined;
}

/** The items of a list under a key; a single value is a list of one. */
export function listField(fields: Fields, key: string): readonly unknown[] {
  const value = fields[key];
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? value : [value];
}

/** A non-negative integer under a key; throws `BrokenRecord` for any other value. */
export function countField(fields: Fields, key: string): number | undefined {
  const value = fields[key];
  if (value === undefined || value === null) return undefined;
  const count = typeof value === 'string' ? Number(value) : value;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0) {
    throw wrong(key, 'a whole number', value);
  }
  return count;
}

/** Whether a value is a text, a number or a boolean. */
export function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Whether a value means "false" in any version of YAML, or as people write it. */
export function isDenied(value: unknown): boolean {
  return isScalar(value) && /^(?:false|no|off|n|0)$/i.test(String(value));
}

/** The value under a key, ignoring case, as Hugo does. */
export function anyCase(fields: Fields, key: string): unknown {
  const wanted = key.toLowerCase();
  return Object.entries(fields).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** The error for an invalid value: the key, what was expected, and what was found. */
export function wrong(key: string, expected: string, found: unknown): BrokenRecord {
  return new BrokenRecord(`"${key}": expected ${expected}, found ${shown(found)}`);
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'keys and values';
  const text = String(value);
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}
