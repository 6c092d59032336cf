import type { AuthorEntry } from '../../../publishing/entry.js';
import { plainText } from '../plain-text.js';
import { titleText } from './title.js';

const MAIL = /<?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\b>?/g;
const NOBODY = /^(?:unknown|anonymous|no ?author|none|null|undefined|noreply|n\/a)$/i;

/**
 * The name of a person, or '' if a feed wrote none: RSS wants an e-mail address there, which is
 * nobody's business, and many write the name behind it in brackets.
 */
function personName(value: string): string {
  const name = plainText(titleText({ value }).replace(MAIL, ' '))
    .replace(/^[\s(<"]+|[\s)>",;]+$/g, '')
    .replace(/^(?:mailto:|by\s)\s*/i, '');
  return NOBODY.test(name) || !/\p{L}/u.test(name) ? '' : name;
}

/** The first list that names a person: a feed says the same in several languages of its own. */
export function firstNames(...lists: readonly (readonly (string | undefined)[])[]): string[] {
  const read = lists.map((list) => [
    ...new Set(list.map((value) => personName(value ?? '')).filter((name) => name !== '')),
  ]);
  return read.find((names) => names.length > 0) ?? [];
}

/** The authors of an item of this site, by their names. */
export function authorsOf(names: readonly string[], site: string): AuthorEntry[] {
  return names.map((name) => ({
    identity: `feed:${site}:author:${name.normalize('NFC').toLowerCase()}`,
    name,
  }));
}
