import { excerptOf } from '../../../content/excerpt.js';
import { plainText } from '../plain-text.js';
import { textHtml } from './body.js';
import type { WrittenText } from './item.js';
import { withoutTeaser } from './teaser.js';

/** What systems put behind a text that they have cut off. */
const CUT_OFF = /\s*(?:\[?\s*(?:…|\.\.\.)\s*\]?|(?:Continue reading|Read more)\b[^.]*)\s*$/i;
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
 * The excerpt of a text that ends in what leads on to its page, without that; `undefined` where it
 * needs none of its own, as it has no such end, or one that an excerpt does not come to.
 */
export function excerptWithoutTeaser(html: string): string | undefined {
  if (html.length > LOOKED_AT) return undefined;
  const said = withoutTeaser(html);
  const isNear = said.length <= MAX_CHARACTERS;
  return said === '' || !isNear || said === plainText(html) ? undefined : asHtml(excerptOf(said));
}

/** A plain text made safe where it is read as HTML. */
function asHtml(text: string): string {
  return text.replace(/&(?=#?\w+;)/g, '&amp;').replaceAll('<', '&lt;');
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}
