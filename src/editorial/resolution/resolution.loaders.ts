import DataLoader from 'dataloader';
import { perRequest } from '../../graphql/per-request.js';
import { askedAddress, spellingsOf } from '../address/address.parts.js';
import { type Standing, standings } from './resolution.match.js';

/** What stands at addresses, the best first: one command for all of a request. */
export const standingsAt = perRequest(
  ({ reading, stores, siteUrl }) =>
    new DataLoader<string, readonly Standing[]>(async (urls) => {
      const asked = urls.map(askedAddress);
      const found = await stores.resolution.find(reading, {
        paths: once(asked.flatMap((each) => each?.candidates ?? [])),
        slugs: once(asked.flatMap((each) => [each?.slug ?? '', each?.name ?? ''])),
        originals: once(urls.flatMap((url) => spellingsOf(url, siteUrl))),
      });
      return asked.map((each) => (each === undefined ? [] : standings(each, found, siteUrl)));
    }),
);

function once(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '');
}
