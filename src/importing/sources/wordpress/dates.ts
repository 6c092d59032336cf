const MYSQL = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})$/;

/**
 * The first of these texts that is a date; WordPress writes a missing one as `0000-00-00 00:00:00`.
 *
 * Times without a zone are read as UTC, which is correct for the `_gmt` fields.
 */
export function firstDate(...written: readonly string[]): Date | undefined {
  for (const text of written) {
    const date = MYSQL.test(text) ? mysqlDate(text) : rfcDate(text);
    if (date !== undefined) return date;
  }
  return undefined;
}

function mysqlDate(text: string): Date | undefined {
  const date = new Date(`${text.replace(' ', 'T')}Z`);
  // The round trip rejects 30 February, which the constructor reads as 2 March.
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text.slice(0, 10));
  return isReal && date.getUTCFullYear() > 0 ? date : undefined;
}

/** Parses `Tue, 27 Jan 2015 14:56:57 +0000`; PHP writes the year -0001 if there is no date. */
function rfcDate(text: string): Date | undefined {
  if (!/^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} [\d:]+ (?:[+-]\d{4}|[A-Z]+)$/.test(text)) {
    return undefined;
  }
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
