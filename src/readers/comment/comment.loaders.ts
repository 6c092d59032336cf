import { createContextCache } from '@pothos/core';
import DataLoader from 'dataloader';
import type { Context } from '../../context.js';
import { inKeyOrder } from '../../database/batching.js';
import { articleById } from '../../editorial/article/article.loaders.js';
import type { CommentDocument } from './comment.document.js';
import type { CommentListRequest } from './comment.store.js';

/** Visible comments by id; `null` also if the article is not visible. */
export const commentById = createContextCache(
  (context: Context) =>
    new DataLoader<string, CommentDocument | null>(async (ids) => {
      const comments = await context.stores.comment.findByIds(context.readContext, ids);
      const visible = await Promise.all(
        comments.map(async (comment) =>
          (await articleById(context).load(comment.articleId)) === null ? [] : [comment],
        ),
      );
      return inKeyOrder(ids, visible.flat(), (comment) => comment._id);
    }),
);

/** Pages of lists of comments. */
export const commentStretch = createContextCache(
  ({ readContext, stores }: Context) =>
    new DataLoader<CommentListRequest, readonly CommentDocument[], string>(
      (requests) => stores.comment.findStretches(readContext, requests),
      { cacheKeyFn: JSON.stringify },
    ),
);

/** Lengths of lists of comments, by list. */
export const commentCount = createContextCache(
  ({ readContext, stores }: Context) =>
    new DataLoader<string, number>((lists) => stores.comment.count(readContext, lists)),
);
