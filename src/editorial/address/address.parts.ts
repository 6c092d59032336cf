import { percentDecoded } from '../../content/percent-decoded.js';
import { slugsMadeOf } from '../../content/slug.js';
import { withoutEnd } from '../../content/without-end.js';
import { BroadsheetError, quoted } from '../../errors.js';
import type { AddressDocument } from './address.document.js';

/** A requested address in all forms in which it may be stored. */
export interface AskedAddress {
  /** As the client sent it. */
  readonly url: string;
  /** Absent for a path. */
  readonly host?: string;
  /** Decoded, without a trailing slash; for exact comparison. */
  readonly exactPath: string;
  /** All stored forms that match it, most exact first. */
  readonly candidates: readonly string[];
  /** The last segment of the path, without a suffix such as `.html`; empty for the home page. */
  readonly slug: string;
  /** The last segment as it is, decoded: `feed` may be a suffix or the name of something. */
  readonly name: string;
  /** The slugs that an import may have made from the last segment, if it is not a slug itself. */
  readonly madeSlugs: readonly string[];
}

/** An address in its stored form; `undefined` for a home page or an invalid web address. */
export function addressOf(url: string): AddressDocument | undefined {
  const parsed = parsedAddress(url);
  if (parsed === undefined) return undefined;
  const path = pathOf(parsed.pathname) + queryOf(telling(parsed));
  if (path === '/') return undefined;
  const host = hostOf(parsed);
  return host === undefined ? { path } : { host, path };
}

/**
 * A URL that a client requests. Throws `INVALID_URL` for anything that is not a path or an http or
 * https URL.
 */
export function requestedAddress(url: string): AskedAddress {
  const asked = askedAddress(url);
  if (asked !== undefined) return asked;
  throw new BroadsheetError(
    'INVALID_URL',
    `Expected a path that begins with / or an absolute http or https URL, found ${quoted(url)}.`,
  );
}

/** A requested URL; `undefined` for anything that is not a path or an http or https URL. */
export function askedAddress(url: string): AskedAddress | undefined {
  const parsed = parsedAddress(url);
  if (parsed === undefined) return undefined;
  const path = pathOf(parsed.pathname);
  const bare = withoutEnding(path);
  const declared = telling(parsed);
  const candidates = [
    path + queryOf(declared),
    ...declared.slice(0, MAX_PARAMETERS).flatMap((each) => [path + queryOf([each])]),
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
 * The spellings of an address with which a source may have stored it unchanged: with or without
 * `s`, `www.`, a trailing slash and the query. The given spelling comes first; empty for a home
 * page. They are only used to search: the results still have to be compared.
 */
export function spellingsOf({ url, candidates }: AskedAddress, siteUrl: string): string[] {
  const [exact = '', barest = exact] = [candidates[0], candidates.at(-1)];
  if (exact === '/') return [];
  const { href, host, pathname, search } = new URL(url, siteUrl);
  const path = withoutEnd(pathname, '/');
  const declared = [path + search, ...(path === '' ? [] : [path]), exact, barest];
  const ways = declared.flatMap((each) => [each, each.replace(/\/?(?=\?|$)/, '/')]);
  const bareHost = host.replace(/^www\./, '');
  const spellings = ['https', 'http'].flatMap((scheme) =>
    [bareHost, `www.${bareHost}`].flatMap((name) => ways.map((way) => `${scheme}://${name}${way}`)),
  );
  return [...new Set([url, href, ...spellings])];
}

/** The host of an address, normalised for comparison; `undefined` for a path. */
export function hostOf({ host }: URL): string | undefined {
  return host === NOWHERE ? undefined : host.toLowerCase().replace(/^www\./, '');
}

/** Placeholder for the host of a path. */
const NOWHERE = 'path.invalid';

/** In UTF-16 units; longer than any browser sends. */
const LONGEST = 4_000;

/** The maximum number of query parameters that are tried individually. */
const MAX_PARAMETERS = 8;

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

/** A path, decoded, in lower case, without a trailing slash or index page. */
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

/**
 * Suffixes that content systems add to a page's address: for its feed, its short form and further
 * pages.
 */
const ENDINGS =
  /(?:\/(?:feed(?:\/(?:rss2?|atom|rdf))?|amp|embed|trackback|print|page\/\d+|comment-page-\d+))$/;

/**
 * A further page of a long text: a number of one or two digits after a name. After a year or a
 * month it is a day instead.
 */
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

/** Query parameters that only describe where a reader came from. */
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
