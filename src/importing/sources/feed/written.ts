import type { WrittenText } from './item.js';

/** The values that are defined and not blank. */
export function written(...values: readonly (string | undefined)[]): string[] {
  return values.flatMap((value) => (value === undefined || value.trim() === '' ? [] : [value]));
}

/** The same values as texts whose format is not declared. */
export function unlabelled(...values: readonly (string | undefined)[]): WrittenText[] {
  return written(...values).map((value) => ({ value }));
}

/** The values that are absolute web addresses. */
export function addresses(...values: readonly (string | undefined)[]): string[] {
  return written(...values).filter((value) => /^\s*https?:\/\//i.test(value));
}
