/** Upper bound: a longer wait suggests an error or a wrong clock on the server. */
const MAX_MILLISECONDS = 24 * 60 * 60 * 1000;

/** The wait that a `Retry-After` header (seconds, or a date) asks for, at most one day. */
export function retryAfterMilliseconds(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), MAX_MILLISECONDS);
}
