const DATABASE = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Parses the date in a column: ISO 8601, MySQL's `2016-01-01 12:00:00` (in UTC, as all of Ghost's
 * times), or milliseconds, as in the first versions.
 */
export function dateOf(value: unknown): Date | undefined {
  if (typeof value === 'number') return real(new Date(value));
  if (typeof value !== 'string') return undefined;
  const match = DATABASE.exec(value.trim());
  if (match === null) return undefined;
  const [, day = '', time = '', fraction = '', zone = 'Z'] = match;
  const date = real(new Date(`${day}T${time}${fraction}${zone}`));
  // The round trip rejects 30 February, which the constructor reads as 2 March.
  const isReal =
    real(new Date(`${day}T00:00:00Z`))
      ?.toISOString()
      .startsWith(day) === true;
  return isReal ? date : undefined;
}

function real(date: Date): Date | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date;
}
