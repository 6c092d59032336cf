import { plainText } from '../plain-text.js';
import { textHtml } from './body.js';
import type { WrittenText } from './item.js';

/** What systems put behind a text that they have cut off, and behind every text. */
const CUT_OFF = /\s*(?:\[?\s*(?:…|\.\.\.)\s*\]?|(?:Continue reading|Read more)\b[^.]*)\s*$/i;
const FOOTER = /\s*The post .{1,300} (?:appeared first|first appeared) on .{1,200}\.?\s*$/;
/** More is no summary, but another text. */
const MAX_CHARACTERS = 1000;
/** Characters of the text, markup and all, in which its beginning would be found again. */
const LOOKED_AT = 20_000;

/**
 * The standfirst that a summary makes, or `undefined` if it is only the beginning of the text,
 * which every system puts there that has no summary.
 */
export function standfirstOf(summaries: readonly WrittenText[], html: string): string | undefined {
  const text = lettersOf(plainText(html.slice(0, LOOKED_AT)));
  for (const summary of summaries) {
    const written = plainText(textHtml(summary));
    if (written.length > 2 * MAX_CHARACTERS) continue;
    const whole = written.replace(FOOTER, '');
    const said = lettersOf(whole.replace(CUT_OFF, ''));
    if (said === '' || whole.length > MAX_CHARACTERS || text.startsWith(said)) continue;
    // It is read as HTML from here on.
    return whole.replace(/&(?=#?\w+;)/g, '&amp;').replaceAll('<', '&lt;');
  }
  return undefined;
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}
