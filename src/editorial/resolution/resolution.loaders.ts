import { createContextCache } from '@pothos/core';
import DataLoader from 'dataloader';
import type { Context } from '../../context.js';
import { askedAddress, spellingsOf } from '../address/address.parts.js';
import type { AddressFindings } from './resolution.findings.js';
import { type Standing, standings } from './resolution.match.js';

/** What stands at addresses, the best first: one command for all of a request. */
export const standingsAt = createContextCache(
  (context: Context) =>
    new DataLoader<string, readonly Standing[]>(async (urls) => {
      const found = await findingsFor(urls, context);
      return urls.map((url, at) => {
        const asked = askedAddress(url);
        const own = found[at];
        return asked && own ? standings(asked, own, context.siteUrl) : [];
      });
    }),
);

/**
 * What was found for each. Of what very many have, not all is read: lest it crowd out what is
 * asked for beside it, each is then asked for by itself.
 */
async function findingsFor(
  urls: readonly string[],
  context: Context,
): Promise<readonly AddressFindings[]> {
  const together = await find(urls, context);
  if (!together.isCut || urls.length === 1) return urls.map(() => together);
  return Promise.all(urls.map((url) => find([url], context)));
}

function find(urls: readonly string[], { reading, stores, siteUrl }: Context) {
  const asked = urls.map(askedAddress);
  return stores.resolution.find(reading, {
    paths: once(asked.flatMap((each) => each?.candidates ?? [])),
    slugs: once(asked.flatMap((each) => (each ? [each.slug, each.name, ...each.madeSlugs] : []))),
    originals: once(urls.flatMap((url) => spellingsOf(url, siteUrl))),
  });
}

function once(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '');
}
