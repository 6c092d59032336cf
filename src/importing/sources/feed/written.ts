import type { WrittenText } from './item.js';

/** The values that are there and not blank. */
export function written(...values: readonly (string | undefined)[]): string[] {
  return values.flatMap((value) => (value === undefined || value.trim() === '' ? [] : [value]));
}

/** The same as texts of which nobody said what they are. */
export function unlabelled(...values: readonly (string | undefined)[]): WrittenText[] {
  return written(...values).map((value) => ({ value }));
}

/** The values that are whole web addresses; others may be anything. */
export function addresses(...values: readonly (string | undefined)[]): string[] {
  return written(...values).filter((value) => /^\s*https?:\/\//i.test(value));
}
