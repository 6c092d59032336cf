import { withoutControls } from '../../../content/html.js';
import { plainText } from '../plain-text.js';
import type { WrittenText } from './item.js';

/** Maximum number of characters read of a title; far more than any real title has. */
const MAX_CHARACTERS = 4000;
/** Elements that are markup in a title; any other tag is part of what the title says. */
const SETTING =
  /<\/?(?:a|abbr|b|big|br|cite|code|del|em|font|i|img|ins|mark|nobr|p|q|s|small|span|strike|strong|sub|sup|tt|u|wbr)(?:\s[^<>]*)?\/?>/gi;
const SCRIPT = /<(script|style)(?:\s[^<>]*)?>[\s\S]*?<\/\1>/gi;
const PAIR = /<(\w+)(?:\s[^<>]*)?>[\s\S]*?<\/\1>/;
const ENTITY =
  /&(?:#\d{2,6}|#x[\da-f]{2,6}|amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|[nm]dash|hellip|[a-z]{1,2}(?:uml|acute|grave|circ|tilde|cedil|lig));/i;

/**
 * A title as readers should see it: on one line, without markup.
 *
 * Some systems write titles in RSS as HTML, others as text, and many escape them twice. So tags and
 * entities are removed or decoded where they are clearly markup ("<b>Salt</b>", "AT&amp;T"), and
 * kept where the title mentions them ("The <video> element").
 */
export function titleText({ value, isHtml }: WrittenText): string {
  const text = withoutControls(value.slice(0, MAX_CHARACTERS));
  if (isHtml === false) return oneLine(text);
  const once = shown(text, isHtml === true);
  return PAIR.test(once) || ENTITY.test(once) ? shown(once, false) : once;
}

function shown(written: string, isHtml: boolean): string {
  if (isHtml) return plainText(written);
  const value = written.replace(SCRIPT, '');
  const tags = new Set(value.match(SETTING) ?? []);
  // Everything that is not markup of a title is escaped, so that it is kept.
  const escaped = value.replace(/<[^<>]*>?/g, (tag) =>
    tags.has(tag) ? tag : `&lt;${tag.slice(1)}`,
  );
  return plainText(escaped);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
