/** The moment at which the clocks of a place show a time, given as if it were UTC. */
export type LocalTime = (shown: number) => Date;

/** The clocks of a folder that says nothing, so that it gives one result on every machine. */
export const UTC: LocalTime = (shown) => new Date(shown);

/** The clocks of a zone such as `Europe/Berlin`; `undefined` for one that nobody knows. */
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
    // The clocks may have been changed between the guess and the moment itself.
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
