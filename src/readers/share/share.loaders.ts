import DataLoader from 'dataloader';
import { inKeyOrder } from '../../database/batching.js';
import { perRequest } from '../../graphql/per-request.js';
import type { ShareCountDocument } from './share.document.js';

/** Share counts by article; one that nobody shared loads as `null`. */
export const sharesOfArticle = perRequest(
  ({ reading, stores }) =>
    new DataLoader<string, ShareCountDocument | null>(async (ids) =>
      inKeyOrder(ids, await stores.share.findByArticles(reading, ids), (count) => count._id),
    ),
);
