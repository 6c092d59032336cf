import type { IncomingMessage } from 'node:http';
import { percentDecoded } from '../../content/percent-decoded.js';
import { FetchRefused } from './fetch-refused.js';
import { ask, type Hop } from './hop.js';

/** The answer at the end of a chain of redirects. */
export interface Arrival {
  readonly response: IncomingMessage;
  /** The final address, without credentials. */
  readonly url: URL;
}

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Requests an address and follows redirects, checking every host on the way.
 *
 * Credentials in the address are sent to its own origin only; those in a redirect are never sent.
 * Throws `FetchRefused`, or the error of the connection.
 */
export async function followHops(start: URL, how: Omit<Hop, 'url'>): Promise<Arrival> {
  const authorization = authorizationOf(start);
  let url = bare(start);
  for (let redirects = 0; ; redirects++) {
    const isHome = url.origin === bare(start).origin;
    const headers = isHome ? { ...how.headers, ...authorization } : how.headers;
    const response = await ask({ ...how, url, headers });
    if (!REDIRECTS.has(response.statusCode ?? 0)) return { response, url };
    response.destroy();
    if (redirects === MAX_REDIRECTS) {
      throw new FetchRefused(`it redirects more than ${MAX_REDIRECTS} times.`);
    }
    url = nextOf(response, url);
  }
}

/** Parses an http(s) address; throws `FetchRefused` for any other. */
export function webAddress(address: string, base?: URL): URL {
  if (!URL.canParse(address, base)) throw new FetchRefused('it is not a valid address.');
  const url = new URL(address, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new FetchRefused(`expected an http or https address, found ${url.protocol}`);
  }
  return url;
}

/** The address without credentials and without its fragment. */
export function bare(url: URL): URL {
  const copy = new URL(url);
  copy.username = '';
  copy.password = '';
  copy.hash = '';
  return copy;
}

function nextOf({ headers, statusCode }: IncomingMessage, url: URL): URL {
  if (headers.location === undefined) {
    throw new FetchRefused(`it redirects (HTTP status ${statusCode}) without a Location header.`);
  }
  const next = bare(webAddress(headers.location, url));
  if (url.protocol === 'https:' && next.protocol === 'http:') {
    throw new FetchRefused(`it redirects from https to ${next.href}, which is not secure.`);
  }
  return next;
}

function authorizationOf(url: URL): Record<string, string> {
  if (url.username === '' && url.password === '') return {};
  const both = `${percentDecoded(url.username)}:${percentDecoded(url.password)}`;
  return { Authorization: `Basic ${Buffer.from(both).toString('base64')}` };
}
