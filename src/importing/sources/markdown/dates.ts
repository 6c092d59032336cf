import { type LocalTime, UTC } from './local-time.js';

const RELATIVE = /^([+-])(\d{1,5})d(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt\s]+(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?\s*(Z|z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?$/;
/** `Tue, 27 Jan 2015 14:56:57 +0000`, `1 May 2024`, `May 1, 2024`. */
const WORDS =
  /^(?:[A-Z][a-z]+,?\s+)?(?:\d{1,2}\s+[A-Z][a-z]+|[A-Z][a-z]+\s+\d{1,2}),?\s+\d{4}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?:\s*(?:Z|[A-Z]{3,4}|[+-]\d{2}:?\d{2}))?$/;
const HAS_ZONE = /(?:Z|[A-Z]{3,4}|[+-]\d{2}:?\d{2})$/;
const DAY = 24 * 60 * 60 * 1000;

/**
 * Parses a date in a front matter; `undefined` if it is not one.
 *
 * A time without a zone is in `local`. `-3d 07:30` is that time (UTC) three days before the day of
 * `now`; a demo magazine with such dates never gets old.
 */
export function momentOf(written: unknown, now: Date, local: LocalTime = UTC): Date | undefined {
  // Dates of the TOML library keep their original form, with or without a zone, in toISOString().
  if (written instanceof Date) {
    return Number.isNaN(written.getTime())
      ? undefined
      : momentOf(written.toISOString(), now, local);
  }
  if (typeof written !== 'string') return undefined;
  const text = written.trim();
  return relativeMoment(text, now) ?? isoMoment(text, local) ?? wordsMoment(text, local);
}

/** The date in the last segments of a path: `2024-05-01-title.md`, `2024/05/01/title.md`. */
export function dateInPath(path: string, local: LocalTime = UTC): Date | undefined {
  const match = /(?:^|\/)(\d{4})[-/](\d{2})[-/](\d{2})(?:[-_/]|\.|$)[^/]*(?:\/index\.\w+)?$/.exec(
    path,
  );
  return match === null ? undefined : isoMoment(`${match[1]}-${match[2]}-${match[3]}`, local);
}

function relativeMoment(text: string, now: Date): Date | undefined {
  const match = RELATIVE.exec(text);
  if (match === null) return undefined;
  const [, sign, days, hour = '0', minute = '0', second = '0'] = match;
  const today = Math.floor(now.getTime() / DAY) * DAY;
  const day = today + (sign === '-' ? -1 : 1) * Number(days) * DAY;
  return withinDay(Number(hour), Number(minute), Number(second))
    ? new Date(day + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000)
    : undefined;
}

function isoMoment(text: string, local: LocalTime): Date | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  date.setUTCFullYear(year, month - 1, day);
  const isReal = date.getUTCDate() === day && date.getUTCMonth() === month - 1;
  if (!isReal || !withinDay(hour ?? 0, minute ?? 0, second ?? 0)) return undefined;
  const fraction = Math.round(Number(match[7] ?? 0) * 1000);
  const shown = date.getTime() + fraction;
  return match[8] === undefined ? local(shown) : new Date(shown - offsetOf(match[8]));
}

function wordsMoment(text: string, local: LocalTime): Date | undefined {
  if (!WORDS.test(text)) return undefined;
  const hasZone = HAS_ZONE.test(text);
  const date = new Date(hasZone ? text : `${text} UTC`);
  if (Number.isNaN(date.getTime())) return undefined;
  return hasZone ? date : local(date.getTime());
}

function withinDay(hour: number, minute: number, second: number): boolean {
  return hour < 24 && minute < 60 && second < 60;
}

/** Offset of a zone such as `+02:00` from UTC in milliseconds. */
function offsetOf(zone: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? '');
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
}
