import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { bodyOf } from './fetching/body.js';
import { FetchRefused } from './fetching/fetch-refused.js';
import { bare, followHops, webAddress } from './fetching/hops.js';
import { type AddressRule, isPublicAddress } from './fetching/public-address.js';
import { userAgent } from './fetching/user-agent.js';
import { whyNotFetched } from './fetching/why-not.js';
import { SourceUnreadable } from './source-unreadable.js';
import { optional } from './sources/optional.js';
import { type Spool, spool } from './spool.js';

/** How a source is fetched. */
export interface FetchOptions {
  /** Whether hosts may be asked that are not on the public internet; an operator's decision. */
  readonly isPrivateAllowed: boolean;
  /** Of the body, as it comes and unpacked. */
  readonly maxBytes: number;
  /** For everything, redirects and the body included. */
  readonly timeoutMilliseconds: number;
  /** For each host to begin its answer; 20 seconds if absent. */
  readonly firstByteMilliseconds?: number;
  /** What the answer that is known already had in its `ETag`. */
  readonly etag?: string;
  /** What the answer that is known already had in its `Last-Modified`. */
  readonly lastModified?: string;
}

/** A source in a temporary file; whoever asked for it removes it. */
export interface FetchedSource extends Spool {
  /** As the server tells it, parameters included. */
  readonly contentType?: string;
  readonly etag?: string;
  readonly lastModified?: string;
  /** Behind all redirects, without credentials. */
  readonly finalUrl: string;
}

const FIRST_BYTE_MILLISECONDS = 20_000;

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5';

/**
 * Fetches an http(s) address into a temporary file, decompressed.
 *
 * Nothing on a private network is reached unless that is allowed, whatever the address, its names
 * and its redirects say; half a body is never taken for a whole one. Throws `SourceUnreadable`.
 */
export async function fetchSource(
  address: string,
  options: FetchOptions,
): Promise<FetchedSource | 'NOT_MODIFIED'> {
  const rule = options.isPrivateAllowed ? () => true : isPublicAddress;
  return fetchUnderRule(address, options, rule);
}

/** As `fetchSource`, with a rule of one's own for the addresses that may be connected to. */
export async function fetchUnderRule(
  address: string,
  options: FetchOptions,
  rule: AddressRule,
): Promise<FetchedSource | 'NOT_MODIFIED'> {
  const name = URL.canParse(address) ? bare(new URL(address)).href : address;
  const signal = AbortSignal.timeout(options.timeoutMilliseconds);
  try {
    const { firstByteMilliseconds = FIRST_BYTE_MILLISECONDS } = options;
    const headers = headersOf(options);
    const how = { headers, rule, signal, firstByteMilliseconds };
    const { response, url } = await followHops(webAddress(address), how);
    if (isUnchanged(response, options)) return 'NOT_MODIFIED';
    return { ...(await keep(response, options.maxBytes)), finalUrl: url.href };
  } catch (error) {
    const seconds = options.timeoutMilliseconds / 1000;
    const reason = signal.aborted
      ? `it was not there after ${seconds} seconds, which is the limit.`
      : whyNotFetched(error);
    throw new SourceUnreadable(name, reason);
  }
}

function headersOf({ etag, lastModified }: FetchOptions): Record<string, string> {
  return {
    'User-Agent': userAgent(),
    Accept: ACCEPT,
    'Accept-Encoding': 'gzip, br',
    ...optional('If-None-Match', etag),
    ...optional('If-Modified-Since', lastModified),
  };
}

function isUnchanged(response: IncomingMessage, { etag, lastModified }: FetchOptions): boolean {
  if (response.statusCode !== 304 || (etag ?? lastModified) === undefined) return false;
  response.destroy();
  return true;
}

async function keep(
  response: IncomingMessage,
  maxBytes: number,
): Promise<Omit<FetchedSource, 'finalUrl'>> {
  try {
    if (response.statusCode !== 200) throw badStatus(response);
    const kept = await spoolWhole(bodyOf(response, maxBytes));
    const { 'content-type': contentType, etag, 'last-modified': lastModified } = response.headers;
    return {
      ...kept,
      ...optional('contentType', contentType),
      ...optional('etag', etag),
      ...optional('lastModified', lastModified),
    };
  } finally {
    response.destroy();
  }
}

/** A spool keeps what came of a stream that breaks; from the web it can be had again, and whole. */
async function spoolWhole(body: Readable): Promise<Spool> {
  const broken: unknown[] = [];
  body.on('error', (error) => broken.push(error));
  const kept = await spool(body).catch((error: unknown) => {
    throw broken[0] ?? error;
  });
  if (broken.length === 0) return kept;
  await kept.remove();
  throw broken[0];
}

function badStatus({ statusCode, statusMessage = '' }: IncomingMessage): FetchRefused {
  const words = statusMessage === '' ? '' : ` (${statusMessage})`;
  return new FetchRefused(`expected the source, found HTTP status ${statusCode}${words}.`);
}
