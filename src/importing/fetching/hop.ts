import http from 'node:http';
import https from 'node:https';
import { FetchRefused } from './fetch-refused.js';
import { checkHost, guardedLookup } from './guarded-lookup.js';
import type { AddressRule } from './public-address.js';

/** One request to one host. */
export interface Hop {
  /** Must contain no credentials, because they would be sent. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly rule: AddressRule;
  /** Stops the request, including its body. */
  readonly signal: AbortSignal;
  readonly firstByteMilliseconds: number;
}

/** Sends the request, and resolves with the response once its headers have arrived. */
export async function ask(hop: Hop): Promise<http.IncomingMessage> {
  checkHost(hop.url, hop.rule);
  const patience = new AbortController();
  const timer = setTimeout(() => {
    const seconds = hop.firstByteMilliseconds / 1000;
    patience.abort(new FetchRefused(`the host did not answer within ${seconds} seconds.`));
  }, hop.firstByteMilliseconds);
  try {
    return await answerTo(hop, AbortSignal.any([hop.signal, patience.signal]));
  } catch (error) {
    throw patience.signal.aborted ? patience.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

function answerTo(hop: Hop, signal: AbortSignal): Promise<http.IncomingMessage> {
  const { request } = hop.url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    request(hop.url, {
      // A new connection, so that none is reused that a different rule has allowed.
      agent: false,
      headers: hop.headers,
      lookup: guardedLookup(hop.rule),
      signal,
    })
      .on('response', resolve)
      .on('error', reject)
      .end();
  });
}
