const MYSQL = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})$/;

/**
 * The first of these that is a moment; WordPress writes an absent one as `0000-00-00 00:00:00`.
 *
 * Times without a zone are taken as UTC, which is what the `_gmt` fields are.
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
  // The round trip refuses 30 February, which the constructor takes for 2 March.
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text.slice(0, 10));
  return isReal && date.getUTCFullYear() > 0 ? date : undefined;
}

/** `Tue, 27 Jan 2015 14:56:57 +0000`; the year -0001 is how PHP writes no date. */
function rfcDate(text: string): Date | undefined {
  if (!/^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} [\d:]+ (?:[+-]\d{4}|[A-Z]+)$/.test(text)) {
    return undefined;
  }
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
