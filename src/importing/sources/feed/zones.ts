/** Offsets of named time zones in hours; ambiguous names as they are used in feeds. */
const NAMED: Readonly<Record<string, number>> = {
  ...{ NST: -3.5, NDT: -2.5, AST: -4, ADT: -3, EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7 },
  ...{ MDT: -6, PST: -8, PDT: -7, AKST: -9, AKDT: -8, HST: -10, BRT: -3, ART: -3, CLT: -4 },
  ...{ BST: 1, WET: 0, WEST: 1, CET: 1, CEST: 2, MEZ: 1, MESZ: 2, MET: 1, MEST: 2, EET: 2 },
  ...{ EEST: 3, MSK: 3, SAST: 2, EAT: 3, WAT: 1, CAT: 2, IST: 5.5, PKT: 5, NPT: 5.75, WIB: 7 },
  ...{ ICT: 7, SGT: 8, HKT: 8, PHT: 8, AWST: 8, JST: 9, KST: 9, ACST: 9.5, ACDT: 10.5 },
  ...{ AEST: 10, AEDT: 11, NZST: 12, NZDT: 13 },
};
const ZONE = /^\s*(?:(?:(?:GMT|UTC|Z)\s*)?([+-])(\d{1,2})(?::?(\d{2}))?(?!\d)|([A-Za-z]{1,5})\b)/;
/** The largest offset of any place from UTC. */
const FURTHEST_MINUTES = 14 * 60;

/** A time zone at the beginning of a text: its offset in minutes, and the text after it. */
export interface ReadZone {
  readonly minutes: number;
  readonly rest: string;
}

/**
 * Reads the time zone at the beginning of a text; UTC if it is missing, unknown or impossible.
 *
 * The letters A to Y are read as UTC, too: RFC 822 defined them wrongly, and RFC 2822 withdrew
 * them.
 */
export function readZone(text: string): ReadZone {
  const match = ZONE.exec(text);
  if (match === null) return { minutes: 0, rest: text };
  const [whole, sign, hours, minutes = '0', name = ''] = match;
  const rest = text.slice(whole.length);
  if (sign === undefined) return { minutes: (NAMED[name.toUpperCase()] ?? 0) * 60, rest };
  const ahead = Number(hours) * 60 + Number(minutes);
  if (ahead > FURTHEST_MINUTES || Number(minutes) > 59) return { minutes: 0, rest };
  return { minutes: sign === '-' ? -ahead : ahead, rest };
}
