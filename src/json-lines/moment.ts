/** A date, with or without a time, in the forms of ISO 8601 and of databases. */
export const MOMENT =
  /^((?:\d{4}|[+-]\d{6})-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Parses a date or a date with time; `undefined` if it is not one. UTC if it has no time zone.
 *
 * The day must exist: JavaScript would read 31 April as 1 May.
 */
export function momentOf(text: string): Date | undefined {
  const match = MOMENT.exec(text);
  if (match === null) return undefined;
  const [, day = '', time = '00:00', zone = 'Z'] = match;
  const start = new Date(`${day}T00:00Z`);
  if (Number.isNaN(start.getTime()) || !start.toISOString().startsWith(day)) return undefined;
  const moment = new Date(`${day}T${time}${zone.replace(/(?<=\d{2})(?=\d{2}$)/, ':')}`);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}
