const DATABASE = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * The moment that a column holds: ISO 8601, MySQL's `2016-01-01 12:00:00` (UTC, as Ghost keeps all
 * times), or milliseconds, as the first versions had it.
 */
export function dateOf(value: unknown): Date | undefined {
  if (typeof value === 'number') return real(new Date(value));
  if (typeof value !== 'string') return undefined;
  const match = DATABASE.exec(value.trim());
  if (match === null) return undefined;
  const [, day = '', time = '', fraction = '', zone = 'Z'] = match;
  const date = real(new Date(`${day}T${time}${fraction}${zone}`));
  // The round trip refuses 30 February, which the constructor takes for 2 March.
  const isReal =
    real(new Date(`${day}T00:00:00Z`))
      ?.toISOString()
      .startsWith(day) === true;
  return isReal ? date : undefined;
}

function real(date: Date): Date | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date;
}
