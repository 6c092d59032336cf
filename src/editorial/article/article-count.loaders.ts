import { createContextCache } from '@pothos/core';
import DataLoader from 'dataloader';
import type { Context } from '../../context.js';
import type { ArticleSelection } from './article.list-request.js';

/**
 * The number of visible articles in a selection. It is exact, except for whole lists of more than
 * 10,000 articles: for these it is the stored count plus the articles published since.
 */
export const articleCount = createContextCache(
  (context: Context) =>
    new DataLoader<ArticleSelection, number, string>(
      (selections) => countSelections(context, selections),
      { cacheKeyFn: JSON.stringify },
    ),
);

/**
 * Stored counts of lists by list key, plus the articles published since the count; 0 for a list
 * without a count.
 */
export const keptListCount = createContextCache(
  (context: Context) =>
    new DataLoader<number, number>(async (keys) => {
      const kept = await keptCounts(context, keys);
      return keys.map((key) => kept.get(key) ?? 0);
    }),
);

/** Lists up to this length are counted by the request; for longer ones the stored count is used. */
const MAX_COUNTED = 10_000;

async function countSelections(
  context: Context,
  selections: readonly ArticleSelection[],
): Promise<number[]> {
  const { readContext, stores } = context;
  const counts = await stores.article.count(
    readContext,
    selections.map((each) => (isWholeList(each) ? { ...each, limit: MAX_COUNTED + 1 } : each)),
  );
  const long = selections.filter(
    (each, index) => isWholeList(each) && (counts[index] ?? 0) > MAX_COUNTED,
  );
  if (long.length === 0) return counts;
  const keys = [...new Set(long.flatMap((each) => each.keys))];
  const kept = await keptCounts(context, keys);
  return Promise.all(
    selections.map(async (each, index) => {
      if (!long.includes(each)) return counts[index] ?? 0;
      if (each.keys.every((key) => kept.has(key))) {
        return each.keys.reduce((sum, key) => sum + (kept.get(key) ?? 0), 0);
      }
      return (await stores.article.count(readContext, [each]))[0] ?? 0;
    }),
  );
}

/** Only counts of whole lists are stored, not of time windows or lists with excluded ids. */
function isWholeList({ from, until, withoutIds }: ArticleSelection): boolean {
  return from === undefined && until === undefined && (withoutIds ?? []).length === 0;
}

/**
 * The stored counts of those lists that have one.
 *
 * Scheduled articles published since the count are added, so the result is right even if no job has
 * run.
 */
async function keptCounts(
  { readContext, stores }: Context,
  keys: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const kept = await stores.listCount.findByKeys(readContext, keys);
  const sinceThen = await stores.article.count(
    readContext,
    kept.map(({ _id, countedAsOf = readContext.asOf }) => ({
      keys: [_id],
      from: new Date(countedAsOf.getTime() + 1),
    })),
  );
  return new Map(
    kept.flatMap(({ _id, count }, index) =>
      count === undefined ? [] : [[_id, count + (sinceThen[index] ?? 0)]],
    ),
  );
}
