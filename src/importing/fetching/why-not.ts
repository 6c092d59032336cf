import { reasonOf } from '../../errors.js';
import { FetchRefused } from './fetch-refused.js';

/** Sentences for the error codes of the system. */
const BY_CODE: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its host name is unknown. Check the address.',
  EAI_AGAIN:
    'its host name cannot be looked up at the moment. Check the network, or try again later.',
  ECONNREFUSED: 'its host refuses the connection. Check the address, or try again later.',
  ECONNRESET: 'the connection broke before everything was received. Try again later.',
  EPIPE: 'the connection broke before everything was received. Try again later.',
  ETIMEDOUT: 'its host does not answer. Try again later.',
  EHOSTUNREACH: 'its host cannot be reached. Check the network.',
  ENETUNREACH: 'its host cannot be reached. Check the network.',
};

/** Sentences for whole families of error codes; the code itself is appended. */
const BY_FAMILY: readonly (readonly [pattern: RegExp, says: string])[] = [
  [
    /^(?:CERT_|CRL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|INVALID_CA|HOSTNAME_|ERR_TLS_CERT)/,
    'the certificate of its host is not trusted',
  ],
  [/^(?:EPROTO|ERR_SSL|ERR_TLS)/, 'a secure connection could not be made'],
  [/^HPE_/, 'its host does not answer with valid HTTP'],
  [/^(?:Z_|ERR_.*BROTLI|ERR__ERROR_FORMAT)/, 'its compressed body is broken'],
];

/** Why something could not be fetched, as a sentence. */
export function whyNotFetched(error: unknown): string {
  if (error instanceof FetchRefused) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const said = BY_CODE[code];
  if (said !== undefined) return said;
  const family = BY_FAMILY.find(([pattern]) => pattern.test(code));
  if (family !== undefined) return `${family[1]} (${code}).`;
  return `it could not be fetched (${code || reasonOf(error)}).`;
}
