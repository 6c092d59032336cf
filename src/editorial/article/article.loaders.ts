import DataLoader from 'dataloader';
import type { Context } from '../../context.js';
import { inKeyOrder } from '../../database/batching.js';
import { perRequest } from '../../graphql/per-request.js';
import type { BodyDocument, PublishedArticle } from './article.document.js';
import {
  type ArticleListRequest,
  type ArticleSelection,
  requestKey,
} from './article.list-request.js';

/** Visible articles by id; one that may not be seen loads as `null`. */
export const articleById = perRequest(
  ({ reading, stores }) =>
    new DataLoader<string, PublishedArticle | null>(async (ids) =>
      inKeyOrder(ids, await stores.article.findByIds(reading, ids), (article) => article._id),
    ),
);

/** Visible articles by a slug, current or earlier. */
export const articleBySlug = perRequest(
  ({ reading, stores }) =>
    new DataLoader<string, PublishedArticle | null>(async (slugs) => {
      const articles = await stores.article.findBySlugs(reading, slugs);
      return slugs.map((slug) => articles.find((each) => each.slugs.includes(slug)) ?? null);
    }),
);

/** Visible articles by the address they came from; of several, the newest. */
export const articleBySourceUrl = perRequest(
  ({ reading, stores }) =>
    new DataLoader<string, PublishedArticle | null>(async (urls) => {
      const articles = await stores.article.findBySourceUrls(reading, urls);
      articles.sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
      return inKeyOrder(urls, articles.reverse(), (article) => article.source?.url ?? '');
    }),
);

/**
 * Stretches of lists of articles: pages, neighbours and «is there one more» alike.
 *
 * What it finds is not remembered by id: the commands of an operation then depend on its shape alone,
 * never on whether a related article happens to stand on the same page.
 */
export const articleStretch = perRequest(
  ({ reading, stores }) =>
    new DataLoader<ArticleListRequest, readonly PublishedArticle[], string>(
      (requests) => stores.article.findStretches(reading, requests),
      { cacheKeyFn: requestKey },
    ),
);

/** The exact number of visible articles in a selection. */
export const articleCount = perRequest(
  (context) =>
    new DataLoader<ArticleSelection, number, string>(
      (selections) => countSelections(context, selections),
      { cacheKeyFn: requestKey },
    ),
);

/** Kept counts of lists by key; a list that never held an article counts 0. */
export const keptListCount = perRequest(
  ({ reading, stores }) =>
    new DataLoader<number, number>(async (keys) => {
      const kept = await stores.listCount.findByKeys(reading, keys);
      const byKey = new Map(kept.map((list) => [list._id, list.count ?? 0]));
      return keys.map((key) => byKey.get(key) ?? 0);
    }),
);

/** Bodies by `bodyId`. */
export const bodyById = perRequest(
  ({ reading, stores }) =>
    new DataLoader<string, BodyDocument | null>(async (ids) =>
      inKeyOrder(ids, await stores.body.findByIds(reading, ids), (body) => body._id),
    ),
);

/** Up to here a list is counted when it is asked for; above, its kept count answers. */
const COUNTED_AT_MOST = 10_000;

async function countSelections(
  { reading, stores }: Context,
  selections: readonly ArticleSelection[],
): Promise<number[]> {
  const counts = await stores.article.count(
    reading,
    selections.map((each) => (isWholeList(each) ? { ...each, limit: COUNTED_AT_MOST + 1 } : each)),
  );
  const long = selections.filter(
    (each, index) => isWholeList(each) && (counts[index] ?? 0) > COUNTED_AT_MOST,
  );
  if (long.length === 0) return counts;
  const keys = long.flatMap((each) => each.keys);
  const kept = new Map(
    (await stores.listCount.findByKeys(reading, keys)).map((list) => [list._id, list.count]),
  );
  return Promise.all(
    selections.map(async (each, index) => {
      if (!long.includes(each)) return counts[index] ?? 0;
      const parts = each.keys.map((key) => kept.get(key));
      if (parts.every((part) => part !== undefined)) {
        return parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
      }
      return (await stores.article.count(reading, [each]))[0] ?? 0;
    }),
  );
}

/** Counts are kept for whole lists only, not for windows in them. */
function isWholeList({ from, until, withoutIds }: ArticleSelection): boolean {
  return from === undefined && until === undefined && (withoutIds ?? []).length === 0;
}
