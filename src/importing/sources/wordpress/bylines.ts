import { percentDecoded } from '../../../content/percent-decoded.js';
import type { AuthorEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { plainText } from '../plain-text.js';
import type { Guest, WordpressSite } from './site.js';
import { metaOf, textOf, type XmlElement } from './xml-element.js';

/**
 * Who wrote a post, in byline order.
 *
 * WordPress knows one creator. The plug-ins for several (Co-Authors Plus, PublishPress Authors)
 * file a post under each of them as under a category; their word counts where there is any.
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

/** Those who have no login, by what posts are filed under, from the items about them. */
export function guestOf(item: XmlElement): readonly [login: string, guest: Guest] | undefined {
  if (textOf(item, 'wp:post_type') !== 'guest-author') return undefined;
  const login = loginOf(metaOf(item, 'cap-user_login')[0] || textOf(item, 'wp:post_name'));
  const name = metaOf(item, 'cap-display_name')[0] ?? textOf(item, 'title');
  const bio = plainText(metaOf(item, 'cap-description')[0]?.slice(0, MAX_BIO) ?? '');
  if (login === '' || name === '') return undefined;
  return [login, withoutUndefined({ name, bio: bio || undefined })];
}

/** Characters of a biography, many times what anybody would read as one: all are in memory. */
const MAX_BIO = 10_000;

function loginOf(slug: string): string {
  return percentDecoded(slug).replace(/^cap-/, '');
}
