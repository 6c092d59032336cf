import { type LabelForms, READING_LABELS } from './reading-labels.js';

/**
 * The reader's form of a reading time ("5 min read") in a locale, with its plural and its digits.
 *
 * A locale without words of its own is served by its language (`de-CH` by `de`, `zh-TW` by
 * `zh-Hant`), and one that is unknown or no locale at all by English.
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

/** Locales come from clients, so what is kept for them is bounded. */
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

/** From the narrowest to the widest; the script is the likely one if the locale does not say. */
function candidates(locale: Intl.Locale): readonly string[] {
  const { language, script } = locale.maximize();
  return [`${language}-${script}`, language];
}
