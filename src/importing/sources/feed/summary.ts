import { excerptOf } from '../../../content/excerpt.js';
import { plainText } from '../plain-text.js';
import { textHtml } from './body.js';
import type { WrittenText } from './item.js';
import { withoutTeaser } from './teaser.js';

/** What systems append to a truncated text. */
const CUT_OFF = /\s*(?:\[?\s*(?:…|\.\.\.)\s*\]?|(?:Continue reading|Read more)\b[^.]*)\s*$/i;
/** A longer text is not a summary. */
const MAX_CHARACTERS = 1000;
/** Characters of the text, markup included, that are compared with a summary. */
const LOOKED_AT = 20_000;

/**
 * The standfirst made from a summary; `undefined` if the summary is only the beginning of the
 * text, which systems write if there is no summary.
 */
export function standfirstOf(summaries: readonly WrittenText[], html: string): string | undefined {
  const text = lettersOf(plainText(html.slice(0, LOOKED_AT)));
  for (const summary of summaries) {
    const html = textHtml(summary);
    if (html.length > LOOKED_AT) continue;
    const whole = withoutTeaser(html);
    const said = lettersOf(whole.replace(CUT_OFF, '')) || lettersOf(whole);
    if (said === '' || whole.length > MAX_CHARACTERS || text.startsWith(said)) continue;
    return asHtml(whole);
  }
  return undefined;
}

/**
 * The excerpt of a text that ends with a "Continue reading" link, without that link. `undefined` if
 * the text has no such end, or if the end is too far down to be in an excerpt.
 */
export function excerptWithoutTeaser(html: string): string | undefined {
  if (html.length > LOOKED_AT) return undefined;
  const said = withoutTeaser(html);
  const isNear = said.length <= MAX_CHARACTERS;
  return said === '' || !isNear || said === plainText(html) ? undefined : asHtml(excerptOf(said));
}

/** Plain text escaped for fields that are read as HTML. */
function asHtml(text: string): string {
  return text.replace(/&(?=#?\w+;)/g, '&amp;').replaceAll('<', '&lt;');
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}
