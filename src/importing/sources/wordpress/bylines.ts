import { percentDecoded } from '../../../content/percent-decoded.js';
import type { AuthorEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { plainText } from '../plain-text.js';
import type { Guest, WordpressSite } from './site.js';
import { metaOf, textOf, type XmlElement } from './xml-element.js';

/**
 * The authors of a post, in byline order.
 *
 * WordPress has one creator per post. Plug-ins for several authors (Co-Authors Plus, PublishPress
 * Authors) store each author as a term of the taxonomy `author`; if there are any, they are used.
 */
export function bylineOf(item: XmlElement, site: WordpressSite): AuthorEntry[] {
  const creator = textOf(item, 'dc:creator');
  const filed = item.children
    .filter(({ name, attributes }) => name === 'category' && attributes.domain === 'author')
    .map(({ attributes, text }) => site.coAuthorOf(loginOf(attributes.nicename ?? ''), text.trim()))
    .filter(({ name }) => name !== '');
  const authors = filed.length > 0 || creator === '' ? filed : [site.authorOf(creator)];
  return [...new Map(authors.map((author) => [author.identity, author])).values()];
}

/** A guest author (without a login) from the item that describes it; `undefined` for others. */
export function guestOf(item: XmlElement): readonly [login: string, guest: Guest] | undefined {
  if (textOf(item, 'wp:post_type') !== 'guest-author') return undefined;
  const login = loginOf(metaOf(item, 'cap-user_login')[0] || textOf(item, 'wp:post_name'));
  const name = metaOf(item, 'cap-display_name')[0] ?? textOf(item, 'title');
  const bio = plainText(metaOf(item, 'cap-description')[0]?.slice(0, MAX_BIO) ?? '');
  if (login === '' || name === '') return undefined;
  return [login, withoutUndefined({ name, bio: bio || undefined })];
}

/** Maximum number of characters of a biography, because all of them are held in memory. */
const MAX_BIO = 10_000;

function loginOf(slug: string): string {
  return percentDecoded(slug).replace(/^cap-/, '');
}
