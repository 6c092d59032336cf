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

/** General rules for fetching sources. */
export interface FetchRules {
  /** Whether hosts on private networks may be contacted; the operator decides this. */
  readonly isPrivateAllowed: boolean;
  /** Maximum size of the body, both as transferred and decompressed. */
  readonly maxBytes: number;
  /** Limit for the whole fetch, including redirects and the body. */
  readonly timeoutMilliseconds: number;
}

/** Rules and options for fetching one source. */
export interface FetchOptions extends FetchRules {
  /** How long to wait for the first byte of each host's response; 20 seconds by default. */
  readonly firstByteMilliseconds?: number;
  /** Called with the size of each chunk of the body as it arrives. */
  readonly onBytes?: (bytes: number) => void;
  /** Stops the fetch; the signal's reason is then thrown. */
  readonly signal?: AbortSignal;
}

/** Validators of a response, used for a conditional request later. */
export interface Validators {
  /** The `ETag` header. */
  readonly etag?: string;
  /** The `Last-Modified` header. */
  readonly lastModified?: string;
}

/** A fetched source in a temporary file; the caller removes it. */
export interface FetchedSource extends Spool, Validators {
  /** The `Content-Type` header, including its parameters. */
  readonly contentType?: string;
  /** The address after all redirects, without credentials. */
  readonly finalUrl: string;
}

const FIRST_BYTE_MILLISECONDS = 20_000;

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5';

/**
 * Fetches an http(s) address into a temporary file, decompressed.
 *
 * Private networks are not reached unless `isPrivateAllowed`, whatever the address, DNS and the
 * redirects say. An incomplete body is an error. Throws `SourceUnreadable`.
 */
export function fetchSource(address: string, options: FetchOptions): Promise<FetchedSource> {
  return fetchUnderRule(address, options, ruleOf(options));
}

/** Like `fetchSource`, with a custom rule for the IP addresses that may be connected to. */
export function fetchUnderRule(
  address: string,
  options: FetchOptions,
  rule: AddressRule,
): Promise<FetchedSource> {
  return answerFrom(address, { options, rule, known: {} }, (arrival) => keep(arrival, options));
}

/** Like `fetchSource`, or `'NOT_MODIFIED'` if the server answers 304 to the known validators. */
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

/** The address without credentials, for messages. */
export function bareAddress(address: string): string {
  return URL.canParse(address) ? bare(new URL(address)).href : address;
}

function ruleOf({ isPrivateAllowed }: FetchRules): AddressRule {
  return isPrivateAllowed ? () => true : isPublicAddress;
}

/** The parameters of one fetch. */
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
      ? `it was not fetched completely within the limit of ${seconds} seconds. BROADSHEET_FETCH_TIMEOUT_SECONDS sets the limit.`
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

/** `spool` keeps the beginning of a broken stream; a fetch can be repeated, so it fails instead. */
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
