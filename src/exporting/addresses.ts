import type { AddressDocument } from '../editorial/address/address.document.js';
import { addressOf } from '../editorial/address/address.parts.js';

/** Stored addresses as text that an import reads; stored ones are decoded and have no scheme. */
export function addressesIn(addresses: readonly AddressDocument[] = []): string[] | undefined {
  return addresses.length === 0 ? undefined : addresses.map(written);
}

/**
 * The simplest text that parses to the same address. Several are tried, because a `?` or `&` of a
 * decoded path can also be part of a name.
 */
function written({ host, path }: AddressDocument): string {
  const site = host === undefined ? '' : `https://${host}`;
  const forms = partingsOf(path).flatMap(([way, query]) =>
    waysOf(way).flatMap((each) => queriesOf(query).map((asked) => site + each + asked)),
  );
  const isSame = (form: string) => {
    const read = addressOf(form);
    return read?.path === path && read.host === host;
  };
  return forms.find(isSame) ?? forms[0] ?? site + path;
}

/** Maximum number of question marks in a path that are tried as the start of the query. */
const MAX_MARKS = 8;

/** The path split into path and query at each of its question marks, and the unsplit path. */
function partingsOf(path: string): (readonly [way: string, query: string | undefined])[] {
  const marks = [...path.matchAll(/\?/g)].slice(0, MAX_MARKS);
  return [
    ...marks.map(({ index }) => [path.slice(0, index), path.slice(index + 1)] as const),
    [path, undefined],
  ];
}

/** Forms of the path: one with its slashes, and one with all escaped, in case a part is `..`. */
function waysOf(way: string): string[] {
  return [escaped(way, '/'), `/${encodeURIComponent(way)}`];
}

/** Forms of the query: one with several parameters, each with `=`, and one with a single value. */
function queriesOf(query: string | undefined): string[] {
  if (query === undefined) return [''];
  const many = query.split(/&(?=[^&=]+=)/).map((each) => escaped(each, '='));
  return [`?${many.join('&')}`, `?${escaped(query, '=')}`];
}

/** The text with each part between separators percent-encoded. */
function escaped(text: string, separator: string): string {
  return text
    .split(separator)
    .map((part) => encodeURIComponent(part))
    .join(separator);
}
