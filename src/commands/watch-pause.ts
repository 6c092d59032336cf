/** Of the interval, and at most half a minute: many that began at once shall not ask at once. */
const JITTER = 0.1;
const MAX_JITTER_MS = 30_000;

/** What a pause between two looks at an address is made of. */
export interface PauseParts {
  readonly intervalMilliseconds: number;
  /** How long the server wants to be left alone, if it said so. */
  readonly retryAfterMilliseconds?: number | undefined;
  /** From 0 to 1. */
  readonly random: number;
}

/** How long to wait before the next look: never less than the interval, and a little more. */
export function watchPause(parts: PauseParts): number {
  const { intervalMilliseconds, retryAfterMilliseconds = 0, random } = parts;
  const jitter = Math.min(JITTER * intervalMilliseconds, MAX_JITTER_MS);
  return Math.max(intervalMilliseconds, retryAfterMilliseconds) + random * jitter;
}
