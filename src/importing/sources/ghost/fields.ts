import { type Fields, isObject } from '../parsed-object.js';
/** The text under the first of these keys that has one, without the spaces around it; or none. */
export function textOf(fields: Fields, ...keys: readonly string[]): string {
  for (const key of keys) {
    const value = fields[key];
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return '';
}

/** A size in pixels. */
export function pixelsOf(value: unknown): number | undefined {
  const pixels = typeof value === 'string' ? Number(value) : value;
  return typeof pixels === 'number' && Number.isFinite(pixels) && pixels >= 1
    ? Math.round(pixels)
    : undefined;
}

/** What databases write for "yes". */
export function isYes(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true';
}

/** The items of a list, or none of anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects among the items of a list. */
export function objectsOf(value: unknown): readonly Fields[] {
  return listOf(value).filter(isObject);
}
