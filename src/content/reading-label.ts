import { type LabelForms, READING_LABELS } from './reading-labels.js';

/**
 * The reading time as text for readers ("5 min read") in a locale, with its plural form and digits.
 *
 * A locale without a label of its own uses that of its language or script (`de-CH` uses `de`,
 * `zh-TW` uses `zh-Hant`). An unknown or invalid locale gets the English label.
 */
export function readingLabel(minutes: number, locale: string): string {
  const { forms, plurals, numbers } = voiceOf(locale);
  const form = forms[plurals.select(minutes)] ?? forms.other;
  return form.replace('#', numbers.format(minutes));
}

interface Voice {
  readonly forms: LabelForms;
  readonly plurals: Intl.PluralRules;
  readonly numbers: Intl.NumberFormat;
}

/** Clients choose the locale, so the cache is limited; it is emptied when it is full. */
const MAX_KEPT_VOICES = 200;
const voices = new Map<string, Voice>();

function voiceOf(locale: string): Voice {
  const known = voices.get(locale);
  if (known !== undefined) return known;
  if (voices.size >= MAX_KEPT_VOICES) voices.clear();
  const made = makeVoice(locale);
  voices.set(locale, made);
  return made;
}

function makeVoice(locale: string): Voice {
  const parsed = parseLocale(locale);
  const key =
    parsed === undefined
      ? undefined
      : candidates(parsed).find((tag) => Object.hasOwn(READING_LABELS, tag));
  const forms = READING_LABELS[key ?? 'en'] ?? ENGLISH;
  const spoken = key === undefined || parsed === undefined ? 'en' : parsed.toString();
  return {
    forms,
    plurals: new Intl.PluralRules(spoken),
    numbers: new Intl.NumberFormat(spoken, { maximumFractionDigits: 0 }),
  };
}

const ENGLISH: LabelForms = { other: '# min read' };

function parseLocale(locale: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(locale.slice(0, 100).replaceAll('_', '-'));
  } catch {
    return undefined;
  }
}

/** From the most specific to the most general; a missing script is the language's likely one. */
function candidates(locale: Intl.Locale): readonly string[] {
  const { language, script } = locale.maximize();
  return [`${language}-${script}`, language];
}
