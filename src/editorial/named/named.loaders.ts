import { createContextCache } from '@pothos/core';
import DataLoader from 'dataloader';
import type { Context } from '../../context.js';
import { inKeyOrder } from '../../database/batching.js';
import type { ReferenceCache } from '../../database/reference-cache.js';
import { isShown } from '../visibility/visibility.js';
import type { NamedCollection, NamedListRequest } from './named.collection.js';
import type { NamedDocument } from './named.document.js';

/** What loaders read from: the store, and the cache of visible documents across requests. */
export interface NamedSource<T extends NamedDocument> {
  readonly store: NamedCollection<T>;
  readonly kept: ReferenceCache<T>;
}

/** Creates the loaders of topics or of authors. An unknown id or slug loads as `null`. */
export function namedLoaders<T extends NamedDocument>(
  sourceOf: (context: Context) => NamedSource<T>,
) {
  const byId = createContextCache((context: Context) => {
    const { readContext } = context;
    const { store, kept } = sourceOf(context);
    return new DataLoader<string, T | null>(async (ids) => {
      const found = await kept.read(
        ids,
        (missing) => store.findByIds(readContext, missing),
        (each) => isShown(readContext, each),
      );
      return inKeyOrder(ids, found, ({ _id }) => _id);
    });
  });
  const bySlug = createContextCache((context: Context) => {
    const { store } = sourceOf(context);
    return new DataLoader<string, T | null>(async (slugs) =>
      inKeyOrder(slugs, await store.findBySlugs(context.readContext, slugs), ({ slug }) => slug),
    );
  });
  return {
    /** By id, visible or not. */
    byId,
    /** By slug, visible or not. */
    bySlug,
    /** The existing documents with these ids, in the order of the ids. */
    existing: async (ids: readonly string[], context: Context): Promise<T[]> => {
      const found = await Promise.all(ids.map((id) => byId(context).load(id)));
      return found.filter((each) => each !== null);
    },
    /** Pages of lists. */
    stretch: createContextCache(
      (context: Context) =>
        new DataLoader<NamedListRequest, readonly T[], string>(
          (requests) => sourceOf(context).store.findStretches(context.readContext, requests),
          { cacheKeyFn: JSON.stringify },
        ),
    ),
    /** Lengths of lists. The key is the equality filter of the list. */
    count: createContextCache(
      (context: Context) =>
        new DataLoader<NamedListRequest['list'], number, string>(
          (lists) => sourceOf(context).store.count(context.readContext, lists),
          { cacheKeyFn: JSON.stringify },
        ),
    ),
  };
}

/** The loaders that `namedLoaders` creates. */
export type NamedLoaders<T extends NamedDocument> = ReturnType<typeof namedLoaders<T>>;

/** The loaded document if it is visible, otherwise `null`, as for a missing document. */
export async function ifShown<T extends NamedDocument>(
  { readContext }: Context,
  loading: Promise<T | null>,
): Promise<T | null> {
  const found = await loading;
  return found !== null && isShown(readContext, found) ? found : null;
}
