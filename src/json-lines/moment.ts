/** A day, or a moment, as ISO 8601 and databases write it. */
export const MOMENT =
  /^((?:\d{4}|[+-]\d{6})-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * The moment that a text means, or `undefined` if it means none; without a zone it is UTC.
 *
 * The day must be one: JavaScript takes the 31st of April for the 1st of May.
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
