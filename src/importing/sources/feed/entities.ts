import { plainText } from '../plain-text.js';

const DECLARATION = /<!ENTITY\s+(%\s+)?([\w.:-]+)\s+(SYSTEM\b|PUBLIC\s+["'][^"']*["'])?/g;
/** The W3C's lists of letters with names, which old feeds refer to; we know them by heart. */
const KNOWN_LIST = /^PUBLIC\s+["']-\/\/W3C\/\/ENTITIES /;

/**
 * Why the entities that a feed declares are refused, in a sentence; `undefined` if they are
 * harmless.
 *
 * None is ever expanded or fetched: that is what entity bombs and thefts of files are made of. The
 * letters of HTML are harmless, as they mean what they mean without being declared.
 */
export function refusedEntity(prolog: string): string | undefined {
  for (const [, isParameter, name = '', external = ''] of prolog.matchAll(DECLARATION)) {
    const isHarmless = isParameter
      ? KNOWN_LIST.test(external)
      : external === '' && plainText(`&${name};`) !== `&${name};`;
    if (isHarmless) continue;
    const kind = external === '' ? 'an entity' : 'an external entity';
    return `it declares ${kind} of its own ("${name}"), and such are not expanded. Take the declaration out, and write what the entity stands for.`;
  }
  return undefined;
}

/** What may stand as it is written, then a sign that no name follows, as each tag has one. */
const BARE_SIGN =
  /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|<(?![\p{L}_:!?]|\/\s*[\p{L}_:])/gu;

/** XML in which each `<` that can begin no tag ("I <3 you") is escaped, so that it is text. */
export function withoutBareSigns(xml: string): string {
  return xml.replace(BARE_SIGN, (found) => (found === '<' ? '&lt;' : found));
}
