/** A server that asks for more is mistaken, or its clock is. */
const LONGEST_MILLISECONDS = 24 * 60 * 60 * 1000;

/** What `Retry-After` asks for, in milliseconds: it holds seconds, or a date. */
export function retryAfterMilliseconds(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST_MILLISECONDS);
}
