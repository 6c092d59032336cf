import { percentDecoded } from '../../content/percent-decoded.js';
import { slugsMadeOf } from '../../content/slug.js';
import { withoutEnd } from '../../content/without-end.js';
import { BroadsheetError, quoted } from '../../errors.js';
import type { AddressDocument } from './address.document.js';

/** What an address asks for, in the forms in which it may have been stored. */
export interface AskedAddress {
  /** As it was given. */
  readonly url: string;
  /** Absent for a mere path. */
  readonly host?: string;
  /** For comparing letter by letter: decoded, without a slash at the end. */
  readonly exactPath: string;
  /** All stored forms that it may have, the most exact first. */
  readonly candidates: readonly string[];
  /** The last part of the path, without an ending such as `.html`; empty for the home page. */
  readonly slug: string;
  /** The last part letter by letter, decoded: `feed` may be an ending, and may be a name. */
  readonly name: string;
  /** The slugs that an import may have made of the last part, if it is none itself. */
  readonly madeSlugs: readonly string[];
}

/** An address as it is stored; `undefined` for what is no address of the web, or a home page. */
export function addressOf(url: string): AddressDocument | undefined {
  const parsed = parsedAddress(url);
  if (parsed === undefined) return undefined;
  const path = pathOf(parsed.pathname) + queryOf(telling(parsed));
  if (path === '/') return undefined;
  const host = hostOf(parsed);
  return host === undefined ? { path } : { host, path };
}

/** An address that a client asks for; an `INVALID_URL` for what is no address of the web. */
export function requestedAddress(url: string): AskedAddress {
  const asked = askedAddress(url);
  if (asked !== undefined) return asked;
  throw new BroadsheetError(
    'INVALID_URL',
    `Expected a path that begins with / or an absolute http or https URL, found ${quoted(url)}.`,
  );
}

/** An address that somebody asks for; `undefined` for what is no address of the web. */
export function askedAddress(url: string): AskedAddress | undefined {
  const parsed = parsedAddress(url);
  if (parsed === undefined) return undefined;
  const path = pathOf(parsed.pathname);
  const bare = withoutEnding(path);
  const told = telling(parsed);
  const candidates = [
    path + queryOf(told),
    ...told.slice(0, MOST_PARAMETERS).flatMap((each) => [path + queryOf([each])]),
    ...(path === '/' ? [] : [path]),
    ...(bare === path || bare === '/' ? [] : [bare]),
  ];
  const host = hostOf(parsed);
  const exactPath = withoutEnd(decoded(parsed.pathname), '/') || '/';
  return {
    url: url.trim(),
    ...(host === undefined ? {} : { host }),
    exactPath,
    candidates: [...new Set(candidates)],
    slug: lastPart(bare),
    name: lastPart(exactPath),
    madeSlugs: slugsMadeOf(lastPart(bare)),
  };
}

/**
 * The ways in which an address may have been written down where it is kept as it was told: with or
 * without `s`, `www.`, a slash at the end and what follows `?`; the given one first, none for a
 * home page. They say where to look: what is found still has to be compared.
 */
export function spellingsOf({ url, candidates }: AskedAddress, siteUrl: string): string[] {
  const [exact = '', barest = exact] = [candidates[0], candidates.at(-1)];
  if (exact === '/') return [];
  const { href, host, pathname, search } = new URL(url, siteUrl);
  const path = withoutEnd(pathname, '/');
  const told = [path + search, ...(path === '' ? [] : [path]), exact, barest];
  const ways = told.flatMap((each) => [each, each.replace(/\/?(?=\?|$)/, '/')]);
  const bareHost = host.replace(/^www\./, '');
  const spellings = ['https', 'http'].flatMap((scheme) =>
    [bareHost, `www.${bareHost}`].flatMap((name) => ways.map((way) => `${scheme}://${name}${way}`)),
  );
  return [...new Set([url, href, ...spellings])];
}

/** The host of an address as it is compared; `undefined` for a mere path. */
export function hostOf({ host }: URL): string | undefined {
  return host === NOWHERE ? undefined : host.toLowerCase().replace(/^www\./, '');
}

/** Stands for the host of a mere path. */
const NOWHERE = 'path.invalid';

/** Longer than any browser sends. */
const LONGEST = 4_000;

/** Parameters that are looked at one by one. */
const MOST_PARAMETERS = 8;

function parsedAddress(url: string): URL | undefined {
  const text = url.trim();
  if (text === '' || text.length > LONGEST || text.startsWith('//')) return undefined;
  const isAbsolute = /^[a-z][a-z\d+.-]*:/i.test(text);
  const base = isAbsolute ? undefined : `https://${NOWHERE}/`;
  if (!isAbsolute && !/^[/?]/.test(text)) return undefined;
  if (!URL.canParse(text, base)) return undefined;
  const parsed = new URL(text, base);
  return /^https?:$/.test(parsed.protocol) ? parsed : undefined;
}

/** Decoded, in lower case, without a slash or an index page at the end. */
function pathOf(pathname: string): string {
  const page = decoded(pathname)
    .toLowerCase()
    .replace(/\/{2,}/g, '/')
    .replace(/\/index\.\w+$/, '/');
  const path = withoutEnd(page, '/');
  return path === '' ? '/' : path;
}

function decoded(pathname: string): string {
  return percentDecoded(pathname).normalize('NFC');
}

/** What systems put behind the address of a page: its feed, its short form, its further pages. */
const ENDINGS =
  /(?:\/(?:feed(?:\/(?:rss2?|atom|rdf))?|amp|embed|trackback|print|page\/\d+|comment-page-\d+))$/;

/** A further page of a text in parts: a small number behind a name, which no day of a month is. */
const PART = /(?<=\/[^/]*[^/\d][^/]*)\/\d{1,2}$/;

function lastPart(path: string): string {
  return path.split('/').at(-1) ?? '';
}

function withoutEnding(path: string): string {
  const bare = path
    .replace(ENDINGS, '')
    .replace(PART, '')
    .replace(/\.(?:amp\.)?(?:html?|php|aspx?|jsp|shtml)$/, '');
  return bare === '' ? '/' : bare;
}

/** Parameters that tell from where a reader came, and nothing of what stands there. */
const TRACKING = /^(?:utm_\w+|mc_[ce]id|[a-z]*clid|_ga|_gl|ref|ref_src|source|share|replytocom)$/i;

function telling({ searchParams }: URL): [string, string][] {
  return [...searchParams]
    .map(([name, value]): [string, string] => [name.toLowerCase(), value.toLowerCase()])
    .filter(([name]) => name !== '' && !TRACKING.test(name))
    .sort(([a], [b]) => (a === b ? 0 : a < b ? -1 : 1));
}

function queryOf(parameters: readonly (readonly [string, string])[]): string {
  if (parameters.length === 0) return '';
  return `?${parameters.map(([name, value]) => `${name}=${value}`).join('&')}`;
}
