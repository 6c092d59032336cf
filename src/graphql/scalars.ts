import { Kind } from 'graphql';
import { BroadsheetError, quoted } from '../errors.js';
import { builder } from './builder.js';

const ISO_MOMENT =
  /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d))?$/i;

builder.scalarType('DateTime', {
  description:
    'A date and time in ISO 8601, a JSON string such as `2026-05-04T06:30:00.000Z`. Results are always in UTC. ' +
    'Arguments may have an offset (`+02:00`), or be a date alone (`2026-05-04`: the start of that day in UTC). ' +
    '`INVALID_DATE` for anything else.',
  serialize: (moment) => moment.toISOString(),
  parseValue: parseMoment,
  parseLiteral: (node) => {
    if (node.kind === Kind.STRING) return parseMoment(node.value);
    throw invalidDate('value' in node ? String(node.value) : node.kind);
  },
});

function parseMoment(value: unknown): Date {
  if (typeof value !== 'string') throw invalidDate(typeof value);
  if (!ISO_MOMENT.test(value)) throw invalidDate(value);
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime()) || !isRealDay(value)) throw invalidDate(value);
  return moment;
}

/** JavaScript parses 31 April as 1 May. */
function isRealDay(value: string): boolean {
  const day = value.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

function invalidDate(found: string): BroadsheetError {
  return new BroadsheetError(
    'INVALID_DATE',
    `Expected a date and time in ISO 8601, such as "2026-05-04T06:30:00Z", found ${quoted(found)}.`,
  );
}
