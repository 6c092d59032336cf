import { reasonOf } from '../../errors.js';
import { FetchRefused } from './fetch-refused.js';

/** What the codes of the system say to a person. */
const BY_CODE: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no host of that name is known. Check the address.',
  EAI_AGAIN: 'its host could not be looked up just now. Check the network, or try again later.',
  ECONNREFUSED: 'its host refuses the connection. Check the address, or try again later.',
  ECONNRESET: 'the connection broke off before everything had come. Try again later.',
  EPIPE: 'the connection broke off before everything had come. Try again later.',
  ETIMEDOUT: 'its host does not answer. Try again later.',
  EHOSTUNREACH: 'its host cannot be reached. Check the network.',
  ENETUNREACH: 'its host cannot be reached. Check the network.',
};

/** What whole families of codes say; the code itself stands behind it. */
const BY_FAMILY: readonly (readonly [pattern: RegExp, says: string])[] = [
  [
    /^(?:CERT_|CRL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|INVALID_CA|HOSTNAME_|ERR_TLS_CERT)/,
    'the certificate of its host cannot be trusted',
  ],
  [/^(?:EPROTO|ERR_SSL|ERR_TLS)/, 'no secure connection could be made'],
  [/^HPE_/, 'what answers there does not speak HTTP'],
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
