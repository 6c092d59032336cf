import { describe, expect, it } from 'vitest';
import { FetchRefused } from '../../../src/importing/fetching/fetch-refused.js';
import { whyNotFetched } from '../../../src/importing/fetching/why-not.js';

describe('whyNotFetched', () => {
  it.each([
    ['ENOTFOUND', 'host name is unknown'],
    ['EAI_AGAIN', 'cannot be looked up at the moment'],
    ['ECONNREFUSED', 'refuses the connection'],
    ['ECONNRESET', 'broke before everything was received'],
    ['ETIMEDOUT', 'does not answer'],
    ['CERT_HAS_EXPIRED', 'is not trusted (CERT_HAS_EXPIRED)'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'is not trusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'is not trusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'is not trusted'],
    ['EPROTO', 'a secure connection could not be made'],
    ['HPE_INVALID_CONSTANT', 'does not answer with valid HTTP'],
    ['Z_DATA_ERROR', 'compressed body is broken'],
    ['EWHATEVER', 'could not be fetched (EWHATEVER)'],
  ])('explains %s with: %s', (code, says) => {
    expect(whyNotFetched(Object.assign(new Error('x'), { code }))).toContain(says);
  });

  it('keeps the message of a FetchRefused', () => {
    expect(whyNotFetched(new FetchRefused('it is too large.'))).toBe('it is too large.');
  });
});
