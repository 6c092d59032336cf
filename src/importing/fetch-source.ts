import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { withoutUndefined } from './absence.js';
import { bodyOf } from './fetching/body.js';
import { FetchRefused } from './fetching/fetch-refused.js';
import { fetchedFileName } from './fetching/file-name.js';
import { type Arrival, bare, followHops, webAddress } from './fetching/hops.js';
import { type AddressRule, isPublicAddress } from './fetching/public-address.js';
import { retryAfterMilliseconds } from './fetching/retry-after.js';
import { userAgent } from './fetching/user-agent.js';
import { whyNotFetched } from './fetching/why-not.js';
import { SourceUnreadable } from './source-unreadable.js';
import { type Spool, spool } from './spool.js';

/** How sources are fetched. */
export interface FetchRules {
  /** Whether hosts may be asked that are not on the public internet; an operator's decision. */
  readonly isPrivateAllowed: boolean;
  /** Of the body, as it comes and unpacked. */
  readonly maxBytes: number;
  /** For everything, redirects and the body included. */
  readonly timeoutMilliseconds: number;
}

/** How one source is fetched. */
export interface FetchOptions extends FetchRules {
  /** For each host to begin its answer; 20 seconds if absent. */
  readonly firstByteMilliseconds?: number;
  /** Told of every piece of the body as it comes. */
  readonly onBytes?: (bytes: number) => void;
  /** Ends it; its reason is thrown then. */
  readonly signal?: AbortSignal;
}

/** What an answer says of its own state, to be asked whether there is another by now. */
export interface Validators {
  /** Its `ETag`. */
  readonly etag?: string;
  /** Its `Last-Modified`. */
  readonly lastModified?: string;
}

/** A source in a temporary file; whoever asked for it removes it. */
export interface FetchedSource extends Spool, Validators {
  /** As the server tells it, parameters included. */
  readonly contentType?: string;
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
export function fetchSource(address: string, options: FetchOptions): Promise<FetchedSource> {
  return fetchUnderRule(address, options, ruleOf(options));
}

/** As `fetchSource`, with a rule of one's own for the addresses that may be connected to. */
export function fetchUnderRule(
  address: string,
  options: FetchOptions,
  rule: AddressRule,
): Promise<FetchedSource> {
  return answerFrom(address, { options, rule, known: {} }, (arrival) => keep(arrival, options));
}

/** As `fetchSource`, unless the server says that its answer is still the one that is known. */
export function fetchIfNew(
  address: string,
  options: FetchOptions,
  known: Validators,
): Promise<FetchedSource | 'NOT_MODIFIED'> {
  const isAsked = (known.etag ?? known.lastModified) !== undefined;
  return answerFrom(address, { options, rule: ruleOf(options), known }, async (arrival) => {
    if (arrival.response.statusCode !== 304 || !isAsked) return keep(arrival, options);
    arrival.response.destroy();
    return 'NOT_MODIFIED';
  });
}

/** What messages call an address: without credentials. */
export function bareAddress(address: string): string {
  return URL.canParse(address) ? bare(new URL(address)).href : address;
}

function ruleOf({ isPrivateAllowed }: FetchRules): AddressRule {
  return isPrivateAllowed ? () => true : isPublicAddress;
}

/** What is asked for, and how. */
interface Question {
  readonly options: FetchOptions;
  readonly rule: AddressRule;
  readonly known: Validators;
}

async function answerFrom<Answer>(
  address: string,
  { options, rule, known }: Question,
  take: (arrival: Arrival) => Promise<Answer>,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(options.timeoutMilliseconds);
  const signal = AbortSignal.any([timeout, ...(options.signal ? [options.signal] : [])]);
  try {
    const { firstByteMilliseconds = FIRST_BYTE_MILLISECONDS } = options;
    const how = { headers: headersOf(known), rule, signal, firstByteMilliseconds };
    return await take(await followHops(webAddress(address), how));
  } catch (error) {
    options.signal?.throwIfAborted();
    const seconds = options.timeoutMilliseconds / 1000;
    const reason = timeout.aborted
      ? `it was not there after ${seconds} seconds, which is the limit. BROADSHEET_FETCH_TIMEOUT_SECONDS sets it.`
      : whyNotFetched(error);
    const retryAfter = error instanceof FetchRefused ? error.retryAfterMilliseconds : undefined;
    throw new SourceUnreadable(bareAddress(address), reason, retryAfter);
  }
}

function headersOf({ etag, lastModified }: Validators): Record<string, string> {
  return withoutUndefined({
    'User-Agent': userAgent(),
    Accept: ACCEPT,
    'Accept-Encoding': 'gzip, br',
    'If-None-Match': etag,
    'If-Modified-Since': lastModified,
  });
}

async function keep(
  { response, url }: Arrival,
  { maxBytes, onBytes }: FetchOptions,
): Promise<FetchedSource> {
  try {
    if (response.statusCode !== 200) throw badStatus(response);
    const { 'content-type': contentType, etag, 'last-modified': lastModified } = response.headers;
    const fileName = fetchedFileName(url, contentType);
    return withoutUndefined({
      ...(await spoolWhole(bodyOf(response, maxBytes, onBytes), fileName)),
      contentType,
      etag,
      lastModified,
      finalUrl: url.href,
    });
  } finally {
    response.destroy();
  }
}

/** A spool keeps what came of a stream that breaks; from the web it can be had again, and whole. */
async function spoolWhole(body: Readable, fileName: string): Promise<Spool> {
  const broken: unknown[] = [];
  body.on('error', (error) => broken.push(error));
  const kept = await spool(body, { fileName }).catch((error: unknown) => {
    throw broken[0] ?? error;
  });
  if (broken.length === 0) return kept;
  await kept.remove();
  throw broken[0];
}

function badStatus({ statusCode = 0, statusMessage = '', headers }: IncomingMessage): FetchRefused {
  const words = statusMessage === '' ? '' : ` (${statusMessage})`;
  const isBusy = statusCode === 429 || statusCode === 503;
  const wait = isBusy ? retryAfterMilliseconds(headers['retry-after'], new Date()) : undefined;
  return new FetchRefused(`expected the source, found HTTP status ${statusCode}${words}.`, wait);
}
