import type { AuthorEntry } from '../../../publishing/entry.js';
import { plainText } from '../plain-text.js';
import { titleText } from './title.js';

const MAIL = /<?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\b>?/g;
const NOBODY = /^(?:unknown|anonymous|no ?author|none|null|undefined|noreply|n\/a)$/i;

/**
 * The name of a person, or '' if there is none. RSS asks for an e-mail address, which is private
 * and is removed; many feeds add the name in parentheses after it.
 */
function personName(value: string): string {
  const name = plainText(titleText({ value }).replace(MAIL, ' '))
    .replace(/^[\s<"]+|[\s>",;]+$/g, '')
    // Remove parentheses around the whole name, but keep those after a name.
    .replace(/^\(([^()]*)\)?$|^([^()]*)\)$/, '$1$2')
    .trim()
    .replace(/^(?:mailto:|by\s)\s*/i, '');
  return NOBODY.test(name) || !/\p{L}/u.test(name) ? '' : name;
}

const BETWEEN_NAMES = /\s*[,;]\s*(?:(?:and|und|et|y|e|en|och|og|&)\s)?\s*|\s(?:and|und|et|&)\s/i;
/** Two words or more, unlike the parts of a single name ("Smith, John, Jr."). */
const FULL_NAME = /^[\p{Lu}\p{Lo}][^\s\d]*(?:\s[^\s\d]+){1,4}$/u;
/** With a minimum of two, "Food and Agriculture Office" would be a list. */
const LEAST_LISTED = 3;

/** The names in a text that is one name, or clearly a list of names. */
function listedNames(value: string): string[] {
  const name = personName(value);
  const parts = name.split(BETWEEN_NAMES).filter((part) => part !== '');
  const isList = parts.length >= LEAST_LISTED && parts.every((part) => FULL_NAME.test(part));
  return (isList ? parts : [name]).filter((part) => part !== '');
}

/** The names of the first list that has any: feeds repeat them in several namespaces. */
export function firstNames(...lists: readonly (readonly (string | undefined)[])[]): string[] {
  const read = lists.map((list) => [...new Set(list.flatMap((value) => listedNames(value ?? '')))]);
  return read.find((names) => names.length > 0) ?? [];
}

/** Author entries for the names in an item of this site. */
export function authorsOf(names: readonly string[], site: string): AuthorEntry[] {
  return names.map((name) => ({
    identity: `feed:${site}:author:${name.normalize('NFC').toLowerCase()}`,
    name,
  }));
}
