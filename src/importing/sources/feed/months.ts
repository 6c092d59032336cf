const ENGLISH = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];

/** Locales whose month names are recognised; if two conflict, the earlier one counts. */
const LANGUAGES = [
  ...['de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb', 'fi', 'pl', 'cs'],
  ...['ru', 'uk', 'tr', 'ro', 'hu', 'ca', 'el', 'bg', 'id'],
];

/** The number of a month (0 for January) from its name, abbreviated or not. */
export function monthNamed(word: string): number | undefined {
  const name = plain(word);
  if (name.length < 3) return undefined;
  const english = ENGLISH.findIndex((month) => month.startsWith(name));
  if (english >= 0) return english;
  localised ??= localisedMonths();
  return localised.get(name) ?? (name === 'sept' ? 8 : undefined);
}

let localised: ReadonlyMap<string, number> | undefined;

function localisedMonths(): ReadonlyMap<string, number> {
  const months = new Map<string, number>();
  for (const language of LANGUAGES) {
    for (const month of ['long', 'short'] as const) {
      // With and without a day: Slavic languages inflect the month after a day.
      for (const day of [{ day: 'numeric' }, {}] as const) {
        learn(months, new Intl.DateTimeFormat(language, { month, ...day, timeZone: 'UTC' }));
      }
    }
  }
  return months;
}

function learn(months: Map<string, number>, format: Intl.DateTimeFormat): void {
  for (let index = 0; index < 12; index++) {
    const parts = format.formatToParts(Date.UTC(2024, index, 1));
    const name = plain(parts.find(({ type }) => type === 'month')?.value ?? '');
    if (/^\p{L}{3}/u.test(name) && !months.has(name)) months.set(name, index);
  }
}

function plain(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}.]/gu, '');
}
