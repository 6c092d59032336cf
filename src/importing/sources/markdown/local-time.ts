/** The moment at which local clocks show a time, which is passed as if it were UTC. */
export type LocalTime = (shown: number) => Date;

/** The default for folders without a time zone, independent of the machine. */
export const UTC: LocalTime = (shown) => new Date(shown);

/** The local time of a zone such as `Europe/Berlin`; `undefined` if the zone is unknown. */
export function localTimeIn(zone: string): LocalTime | undefined {
  const format = formatIn(zone);
  if (format === undefined) return undefined;
  const aheadAt = (moment: number) => {
    if (Number.isNaN(moment)) return 0;
    const part = Object.fromEntries(
      format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    const shown = Date.UTC(year, month - 1, day, hour, minute, second);
    return shown - Math.floor(moment / 1000) * 1000;
  };
  return (shown) => {
    const guess = shown - aheadAt(shown);
    // There may be a clock change (daylight saving) between the guess and the actual moment.
    return new Date(shown - aheadAt(guess));
  };
}

function formatIn(zone: string): Intl.DateTimeFormat | undefined {
  const numbers = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const times = { hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
  const how = { ...numbers, ...times, hourCycle: 'h23', calendar: 'gregory' } as const;
  try {
    return zone === '' ? undefined : new Intl.DateTimeFormat('en', { timeZone: zone, ...how });
  } catch {
    return undefined;
  }
}
