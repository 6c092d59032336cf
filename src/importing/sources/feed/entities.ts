import { plainText } from '../plain-text.js';

const DECLARATION = /<!ENTITY\s+(%\s+)?([\w.:-]+)\s+(SYSTEM\b|PUBLIC\s+["'][^"']*["'])?/g;
/** The W3C's lists of named characters, which old feeds refer to; the parser knows them. */
const KNOWN_LIST = /^PUBLIC\s+["']-\/\/W3C\/\/ENTITIES /;

/**
 * The reason why the entities that a feed declares are refused, as a sentence; `undefined` if they
 * are harmless.
 *
 * Entities are never expanded or fetched, because both can be attacks (entity bombs, reading of
 * local files). Entities of HTML are harmless: they have their meaning without a declaration.
 */
export function refusedEntity(prolog: string): string | undefined {
  for (const [, isParameter, name = '', external = ''] of prolog.matchAll(DECLARATION)) {
    const isHarmless = isParameter
      ? KNOWN_LIST.test(external)
      : external === '' && plainText(`&${name};`) !== `&${name};`;
    if (isHarmless) continue;
    const kind = external === '' ? 'an entity' : 'an external entity';
    return `it declares ${kind} of its own ("${name}"), which is not expanded for security reasons. Remove the declaration, and write the text of the entity in its place.`;
  }
  return undefined;
}

/** CDATA and comments, which are kept, or a `<` that is not followed by a name. */
const BARE_SIGN =
  /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|<(?![\p{L}_:!?]|\/\s*[\p{L}_:])/gu;

/** XML with each `<` that cannot begin a tag ("I <3 you") escaped, so that it is text. */
export function withoutBareSigns(xml: string): string {
  return xml.replace(BARE_SIGN, (found) => (found === '<' ? '&lt;' : found));
}
