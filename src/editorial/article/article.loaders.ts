import { createContextCache } from '@pothos/core';
import DataLoader from 'dataloader';
import type { Context } from '../../context.js';
import { inKeyOrder } from '../../database/batching.js';
import type { AskedAddress } from '../address/address.parts.js';
import type { BodyDocument, PublishedArticle } from './article.document.js';
import type { ArticleListRequest } from './article.list-request.js';

/** Visible articles by id; one that may not be seen loads as `null`. */
export const articleById = createContextCache(
  ({ reading, stores }: Context) =>
    new DataLoader<string, PublishedArticle | null>(async (ids) =>
      inKeyOrder(ids, await stores.article.findByIds(reading, ids), (article) => article._id),
    ),
);

/** Visible articles by a slug, current or earlier. */
export const articleBySlug = createContextCache(
  ({ reading, stores }: Context) =>
    new DataLoader<string, PublishedArticle | null>(async (slugs) => {
      const articles = await stores.article.findBySlugs(reading, slugs);
      return slugs.map((slug) => articles.find((each) => each.slugs.includes(slug)) ?? null);
    }),
);

/**
 * What stands at addresses, the best first: articles, and whatever else has one.
 *
 * `Query.article` and `Query.resolve` share it, so that a request costs one command.
 */
export const standingsAt = createContextCache(
  ({ reading, stores, siteUrl }: Context) =>
    new DataLoader(
      (addresses: readonly AskedAddress[]) =>
        stores.resolution.findStandings(reading, addresses, siteUrl),
      { cacheKeyFn: ({ url }) => url },
    ),
);

/**
 * Stretches of lists of articles: pages, neighbours and «is there one more» alike.
 *
 * What it finds is not remembered by id: the commands of an operation then depend on its shape
 * alone, never on whether a related article happens to stand on the same page.
 */
export const articleStretch = createContextCache(
  ({ reading, stores }: Context) =>
    new DataLoader<ArticleListRequest, readonly PublishedArticle[], string>(
      (requests) => stores.article.findStretches(reading, requests),
      { cacheKeyFn: JSON.stringify },
    ),
);

/** Bodies by `bodyId`. */
export const bodyById = createContextCache(
  ({ reading, stores }: Context) =>
    new DataLoader<string, BodyDocument | null>(async (ids) =>
      inKeyOrder(ids, await stores.body.findByIds(reading, ids), (body) => body._id),
    ),
);
