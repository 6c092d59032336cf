import { safeUrl } from './safe-url.js';

// An address may contain commas (image services use them) but neither begins nor ends with one.
const CANDIDATE = /([^\s,](?:\S*[^\s,])?)(?:\s+([^,]+))?\s*(?:,|$)/g;
const DESCRIPTOR = /^(?:[1-9]\d*w|(?:\d+\.)?\d+x)$/;

/**
 * A `srcset` with safe, resolved addresses. Candidates with an unsafe address or an invalid
 * descriptor are left out; `undefined` if none is left.
 */
export function safeSrcset(value: string, base: URL | undefined): string | undefined {
  const candidates: string[] = [];
  for (const [, address = '', rest = ''] of value.matchAll(CANDIDATE)) {
    const url = safeUrl(address, base, 'MEDIA');
    const descriptor = rest.trim();
    if (url === undefined || /^,|,$/.test(url)) continue;
    if (descriptor !== '' && !DESCRIPTOR.test(descriptor)) continue;
    candidates.push(descriptor === '' ? url : `${url} ${descriptor}`);
  }
  return candidates.length === 0 ? undefined : candidates.join(', ');
}
