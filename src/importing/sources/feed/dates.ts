import { monthNamed } from './months.js';
import { readZone } from './zones.js';

const ISO_DATE = /^(\d{4})-?(\d{2})-?(\d{2})(?=$|[Tt\s])/;
const CLOCK = /(?:^|[\sTt,])(\d{1,2})[:hH](\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?!\d)/;
/** A time without colons, as in the basic format of ISO 8601. */
const BASIC_CLOCK = /(?<=\d)[Tt](\d{2})(\d{2})(\d{2})?(?!\d)/;
const HALF_DAY = /^\s*([ap])\.?m\b\.?/i;
/** Seconds or milliseconds since 1970. */
const TIMESTAMP = /^\d{10}(?:\d{3})?$/;
/** Locales that write the month before the day: `5/14/2024`. */
const MONTH_FIRST = /^en(?:-(?:US|PH|CA))?$/i;
/** Earlier years are mistakes: printing is not much older than that. */
const EARLIEST_YEAR = 1500;
/** A longer text is not a date, and is not searched. */
const MAX_CHARACTERS = 100;

/** A calendar day; months count from 0. */
interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * Parses a date of a feed; `undefined` if it is not one.
 *
 * Feeds should use RFC 822 (RSS) or RFC 3339 (Atom), but contain whatever their system writes:
 * month names in its language, two-digit years, unknown time zones. The default zone is UTC. The
 * first second of 1970 and the years 0 and 1 are rejected: programs write them for "unknown".
 */
export function feedDate(written: string | undefined, language = 'en'): Date | undefined {
  const text = tidy(written ?? '');
  if (text === '' || text.length > MAX_CHARACTERS) return undefined;
  if (TIMESTAMP.test(text)) return known(new Date(Number(text.padEnd(13, '0'))));
  const iso = ISO_DATE.exec(text)?.[0].length ?? 0;
  const clock = CLOCK.exec(text.slice(iso));
  const before = clock === null ? text : text.slice(0, iso + clock.index);
  const behind = clock === null ? '' : text.slice(iso + clock.index + clock[0].length);
  const half = HALF_DAY.exec(behind);
  const zone = readZone(behind.slice(half?.[0].length ?? 0));
  const day = dayOf(`${before} ${clock === null ? '' : zone.rest}`, language);
  const time = timeOf(clock, half?.[1]);
  if (day === undefined || time === undefined) return undefined;
  const start = Date.UTC(day.year, day.month, day.day);
  return known(new Date(start + time - zone.minutes * 60_000));
}

function tidy(written: string): string {
  // Text after the last closing parenthesis has no comment, and is not searched for one.
  const closed = written.lastIndexOf(')') + 1;
  const bare = written.slice(0, closed).replace(/\([^)]*\)/g, ' ') + written.slice(closed);
  return (
    bare
      // The weekday is redundant, and some are equal to a month in another language ("mar").
      .replace(/^\s*\p{L}+\.?,\s*(?=\d)/u, '')
      .replace(
        BASIC_CLOCK,
        (_, ...[hours, minutes, seconds = '00']) => `T${hours}:${minutes}:${seconds}`,
      )
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/** Milliseconds since the beginning of the day. */
function timeOf(clock: RegExpExecArray | null, half: string | undefined): number | undefined {
  const [, hours = '0', minutes = '0', seconds = '0', fraction = '0'] = clock ?? [];
  const isAfternoon = half?.toLowerCase() === 'p';
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (isAfternoon ? 12 : 0);
  // 24:00 is midnight and second 60 is a leap second; both roll over.
  if (hour > 24 || Number(minutes) > 59 || Number(seconds) > 60) return undefined;
  const whole = (hour * 60 + Number(minutes)) * 60 + Number(seconds);
  return whole * 1000 + Math.floor(Number(`0.${fraction}`) * 1000);
}

function dayOf(text: string, language: string): Day | undefined {
  const iso = ISO_DATE.exec(text);
  if (iso !== null) return real(iso[1], Number(iso[2]) - 1, iso[3]);
  const numbers = text.match(/\d+/g) ?? [];
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const month = words.map(monthNamed).find((each) => each !== undefined);
  const [one, two, three] = numbers;
  if (month !== undefined) {
    if (two === undefined) return one?.length === 4 ? real(one, month, '1') : undefined;
    return one?.length === 4 ? real(one, month, two) : real(two, month, one);
  }
  if (one?.length === 4) return real(one, Number(two ?? 1) - 1, three ?? '1');
  if (three === undefined) return undefined;
  const isMonthFirst = Number(one) <= 12 && text.includes('/') && MONTH_FIRST.test(language);
  const [day, number] = isMonthFirst || Number(two) > 12 ? [two, one] : [one, two];
  return real(three, Number(number) - 1, day);
}

/** The day if it exists in the calendar; 30 February does not. */
function real(year: string | undefined, month: number, day: string | undefined): Day | undefined {
  const found = { year: fullYear(year ?? ''), month, day: Number(day) };
  if (found.year < EARLIEST_YEAR) return undefined;
  const date = new Date(Date.UTC(found.year, found.month, found.day));
  return date.getUTCMonth() === month && date.getUTCDate() === found.day ? found : undefined;
}

/** RFC 2822: 00 to 49 are in this century, 50 to 99 in the last one. */
function fullYear(year: string): number {
  const number = Number(year);
  if (year.length > 2) return number;
  return number + (number < 50 ? 2000 : 1900);
}

function known(date: Date): Date | undefined {
  const year = date.getUTCFullYear();
  return year >= EARLIEST_YEAR && year < 3000 && date.getTime() !== 0 ? date : undefined;
}
