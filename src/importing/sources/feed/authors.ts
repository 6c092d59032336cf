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
    .replace(/^[\s<"]+|[\s>",;]+$/g, '')
    // Brackets are the name's where it stands in front of them, and else around it.
    .replace(/^\(([^()]*)\)?$|^([^()]*)\)$/, '$1$2')
    .trim()
    .replace(/^(?:mailto:|by\s)\s*/i, '');
  return NOBODY.test(name) || !/\p{L}/u.test(name) ? '' : name;
}

const BETWEEN_NAMES = /\s*[,;]\s*(?:(?:and|und|et|y|e|en|och|og|&)\s)?\s*|\s(?:and|und|et|&)\s/i;
/** Two words or more, as no list of parts of one name has them ("Smith, John, Jr."). */
const FULL_NAME = /^[\p{Lu}\p{Lo}][^\s\d]*(?:\s[^\s\d]+){1,4}$/u;
/** With two, "Food and Agriculture Office" would be a list. */
const LEAST_LISTED = 3;

/** The names in what may be one or plainly is a list of them. */
function listedNames(value: string): string[] {
  const name = personName(value);
  const parts = name.split(BETWEEN_NAMES).filter((part) => part !== '');
  const isList = parts.length >= LEAST_LISTED && parts.every((part) => FULL_NAME.test(part));
  return (isList ? parts : [name]).filter((part) => part !== '');
}

/** The first list that names a person: a feed says the same in several languages of its own. */
export function firstNames(...lists: readonly (readonly (string | undefined)[])[]): string[] {
  const read = lists.map((list) => [...new Set(list.flatMap((value) => listedNames(value ?? '')))]);
  return read.find((names) => names.length > 0) ?? [];
}

/** The authors of an item of this site, by their names. */
export function authorsOf(names: readonly string[], site: string): AuthorEntry[] {
  return names.map((name) => ({
    identity: `feed:${site}:author:${name.normalize('NFC').toLowerCase()}`,
    name,
  }));
}
