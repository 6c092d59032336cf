import DataLoader from 'dataloader';
import { perRequest } from '../../graphql/per-request.js';
import { askedAddress } from '../address/address.parts.js';
import { matchAddress, type Resolution } from './resolution.match.js';

/** What stands at addresses: one command for all of a request; nothing loads as `null`. */
export const resolutionOf = perRequest(
  ({ reading, stores, siteUrl }) =>
    new DataLoader<string, Resolution | null>(async (urls) => {
      const asked = urls.map(askedAddress);
      const found = await stores.resolution.find(reading, {
        paths: [...new Set(asked.flatMap((each) => each?.candidates ?? []))],
        slugs: [...new Set(asked.flatMap((each) => (each?.slug ? [each.slug] : [])))],
      });
      return asked.map((each) => (each === undefined ? null : matchAddress(each, found, siteUrl)));
    }),
);
