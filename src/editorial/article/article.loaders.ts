import { createContextCache } from '@pothos/core';
import DataLoader from 'dataloader';
import type { Context } from '../../context.js';
import { inKeyOrder } from '../../database/batching.js';
import type { AskedAddress } from '../address/address.parts.js';
import type { BodyDocument, PublishedArticle } from './article.document.js';
import type { ArticleListRequest } from './article.list-request.js';

/** Visible articles by id; an article that is not visible loads as `null`. */
export const articleById = createContextCache(
  ({ readContext, stores }: Context) =>
    new DataLoader<string, PublishedArticle | null>(async (ids) =>
      inKeyOrder(ids, await stores.article.findByIds(readContext, ids), (article) => article._id),
    ),
);

/** Visible articles by slug, current or earlier. */
export const articleBySlug = createContextCache(
  ({ readContext, stores }: Context) =>
    new DataLoader<string, PublishedArticle | null>(async (slugs) => {
      const articles = await stores.article.findBySlugs(readContext, slugs);
      return slugs.map((slug) => articles.find((each) => each.slugs.includes(slug)) ?? null);
    }),
);

/**
 * What an address refers to (articles, topics and authors), best match first.
 *
 * `Query.article` and `Query.resolve` share this loader, so that both together cost one command.
 */
export const addressMatchesAt = createContextCache(
  ({ readContext, stores, siteUrl }: Context) =>
    new DataLoader(
      (addresses: readonly AskedAddress[]) =>
        stores.resolution.findAddressMatches(readContext, addresses, siteUrl),
      { cacheKeyFn: ({ url }) => url },
    ),
);

/**
 * Pages of lists of articles; also used for neighbours and to check for a next page.
 *
 * The articles found are not added to `articleById`: the number of commands of an operation then
 * depends only on its shape, and not on whether a related article is also on the same page.
 */
export const articleStretch = createContextCache(
  ({ readContext, stores }: Context) =>
    new DataLoader<ArticleListRequest, readonly PublishedArticle[], string>(
      (requests) => stores.article.findStretches(readContext, requests),
      { cacheKeyFn: JSON.stringify },
    ),
);

/** Bodies by key (`bodyId`); `null` if there is none. */
export const bodyById = createContextCache(
  ({ readContext, stores }: Context) =>
    new DataLoader<string, BodyDocument | null>(async (ids) =>
      inKeyOrder(ids, await stores.body.findByIds(readContext, ids), (body) => body._id),
    ),
);
