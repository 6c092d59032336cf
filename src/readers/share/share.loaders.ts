import { createContextCache } from '@pothos/core';
import DataLoader from 'dataloader';
import type { Context } from '../../context.js';
import { inKeyOrder } from '../../database/batching.js';
import type { ShareCountDocument } from './share.document.js';

/** Share counts by article id; an article that was never shared loads as `null`. */
export const sharesOfArticle = createContextCache(
  ({ readContext, stores }: Context) =>
    new DataLoader<string, ShareCountDocument | null>(async (ids) =>
      inKeyOrder(ids, await stores.share.findByArticles(readContext, ids), (count) => count._id),
    ),
);
