import type { AuthorEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { type Fields, isObject } from '../parsed-object.js';
import { isScalar, listField, textField, wrong } from './fields.js';

/**
 * The authors of an article: keys of `authors.yml`, names, or objects.
 *
 * A key or name that occurs in `authors.yml` refers to that author; any other creates an author.
 */
export function authorsOf(
  fields: Fields,
  known: ReadonlyMap<string, AuthorEntry>,
  identityPrefix: string,
): AuthorEntry[] {
  const written = ['authors', 'author'].flatMap((key) => listField(fields, key));
  const authors = new Map<string, AuthorEntry>();
  for (const value of written) {
    const author = authorOf(value, known, identityPrefix);
    authors.set(author.identity, author);
  }
  return [...authors.values()];
}

function authorOf(
  value: unknown,
  known: ReadonlyMap<string, AuthorEntry>,
  identityPrefix: string,
): AuthorEntry {
  const fields = isObject(value) ? value : { name: value };
  if (!isObject(value) && !isScalar(value)) throw wrong('authors', 'names', value);
  const name = textField(fields, 'name', 'title', 'key', 'id') ?? '';
  if (name === '') throw wrong('authors', 'a name', value);
  const key = textField(fields, 'key', 'id', 'slug') ?? name;
  const found = known.get(key) ?? [...known.values()].find((author) => sameName(author, name));
  return (
    found ??
    withoutUndefined({
      identity: `${identityPrefix}author:${key.toLowerCase()}`,
      slug: textField(fields, 'slug'),
      name,
      bio: textField(fields, 'bio', 'description'),
    })
  );
}

function sameName(author: AuthorEntry, name: string): boolean {
  return author.name.toLowerCase() === name.toLowerCase();
}
