import { type Fields, isObject } from '../parsed-object.js';

/** The first text that is not empty under these keys, trimmed; '' if there is none. */
export function textOf(fields: Fields, ...keys: readonly string[]): string {
  for (const key of keys) {
    const value = fields[key];
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return '';
}

/** A size in pixels, rounded; `undefined` if it is not a number of at least 1. */
export function pixelsOf(value: unknown): number | undefined {
  const pixels = typeof value === 'string' ? Number(value) : value;
  return typeof pixels === 'number' && Number.isFinite(pixels) && pixels >= 1
    ? Math.round(pixels)
    : undefined;
}

/** Whether a value is one of the ways in which databases write "true". */
export function isYes(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true';
}

/** The list, or an empty one if the value is not a list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Those items of a list that are objects. */
export function objectsOf(value: unknown): readonly Fields[] {
  return listOf(value).filter(isObject);
}
