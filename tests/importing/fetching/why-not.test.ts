import { describe, expect, it } from 'vitest';
import { FetchRefused } from '../../../src/importing/fetching/fetch-refused.js';
import { whyNotFetched } from '../../../src/importing/fetching/why-not.js';

describe('whyNotFetched', () => {
  it.each([
    ['ENOTFOUND', 'no host of that name is known'],
    ['EAI_AGAIN', 'could not be looked up just now'],
    ['ECONNREFUSED', 'refuses the connection'],
    ['ECONNRESET', 'broke off before everything had come'],
    ['ETIMEDOUT', 'does not answer'],
    ['CERT_HAS_EXPIRED', 'cannot be trusted (CERT_HAS_EXPIRED)'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'cannot be trusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'cannot be trusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'cannot be trusted'],
    ['EPROTO', 'no secure connection could be made'],
    ['HPE_INVALID_CONSTANT', 'does not speak HTTP'],
    ['Z_DATA_ERROR', 'compressed body is broken'],
    ['EWHATEVER', 'could not be fetched (EWHATEVER)'],
  ])('says of %s that it %s', (code, says) => {
    expect(whyNotFetched(Object.assign(new Error('x'), { code }))).toContain(says);
  });

  it('keeps a sentence that is one already', () => {
    expect(whyNotFetched(new FetchRefused('it is too large.'))).toBe('it is too large.');
  });
});
