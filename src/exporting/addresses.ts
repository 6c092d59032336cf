import type { AddressDocument } from '../editorial/address/address.document.js';
import { addressOf } from '../editorial/address/address.parts.js';

/** Addresses as a source writes them: what is compared is decoded, and has no scheme. */
export function addressesIn(addresses: readonly AddressDocument[] = []): string[] | undefined {
  return addresses.length === 0 ? undefined : addresses.map(written);
}

/** The plainest form that is read as the same; a `?` or `&` may also be a part of a name. */
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

/** Question marks of a path that are tried. */
const MOST_MARKS = 8;

/** A path with what is asked there, parted at each of its question marks, or at none. */
function partingsOf(path: string): (readonly [way: string, query: string | undefined])[] {
  const marks = [...path.matchAll(/\?/g)].slice(0, MOST_MARKS);
  return [
    ...marks.map(({ index }) => [path.slice(0, index), path.slice(index + 1)] as const),
    [path, undefined],
  ];
}

/** Where a name within the path is `..`, its slashes are none of the path's. */
function waysOf(way: string): string[] {
  return [escaped(way, '/'), `/${encodeURIComponent(way)}`];
}

/** Each parameter is written with `=`; another `&` is one of a value, and so may all be. */
function queriesOf(query: string | undefined): string[] {
  if (query === undefined) return [''];
  const many = query.split(/&(?=[^&=]+=)/).map((each) => escaped(each, '='));
  return [`?${many.join('&')}`, `?${escaped(query, '=')}`];
}

/** A text with everything escaped but what parts it. */
function escaped(text: string, separator: string): string {
  return text
    .split(separator)
    .map((part) => encodeURIComponent(part))
    .join(separator);
}
