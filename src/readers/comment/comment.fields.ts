import type { Context } from '../../context.js';
import { Article } from '../../editorial/article/article.type.js';
import { builder } from '../../graphql/builder.js';
import { pageArgs } from '../../graphql/connection.js';
import { type PageArguments, pageComplexity } from '../../graphql/paging.js';
import { connectionOf } from '../../graphql/sorted-list.js';
import type { CommentDocument } from './comment.document.js';
import { repliesTo, threadsOf } from './comment.lists.js';
import { commentCount, commentStretch } from './comment.loaders.js';
import { Comment, CommentConnection } from './comment.type.js';

const CommentOrder = builder.enumType('CommentOrder', {
  description: 'The orders of a list of comments.',
  values: {
    OLDEST_FIRST: { description: 'As a conversation reads.' },
    NEWEST_FIRST: { description: 'The latest first.' },
  },
});

type Order = typeof CommentOrder.$inferType;

builder.objectField(Article, 'comments', (t) =>
  t.field({
    type: CommentConnection,
    description:
      'The comments at the top under it; `totalCount` counts these, `commentCount` replies as well. ' +
      'Orders: OLDEST_FIRST (the default) and NEWEST_FIRST.',
    nullable: true,
    args: {
      ...pageArgs,
      orderBy: t.arg({
        type: CommentOrder,
        defaultValue: 'OLDEST_FIRST',
        description: 'The order.',
      }),
    },
    complexity: pageComplexity,
    resolve: (article, { orderBy, ...page }, context) =>
      commentPage(page, threadsOf(article._id), orderBy ?? 'OLDEST_FIRST', context),
  }),
);

builder.objectField(Comment, 'allReplies', (t) =>
  t.field({
    type: CommentConnection,
    description: 'All its replies, page by page, oldest first.',
    nullable: true,
    args: pageArgs,
    complexity: pageComplexity,
    resolve: (comment, page, context) =>
      commentPage(page, repliesTo(comment._id), 'OLDEST_FIRST', context),
  }),
);

function commentPage(page: PageArguments, list: string, order: Order, context: Context) {
  return connectionOf<CommentDocument>(context, page, {
    order: `comments ${order}`,
    positionOf: (comment) => ({ value: comment.createdAt, id: comment._id }),
    count: () => commentCount(context).load(list),
    read: ({ isReversed, ...stretch }) =>
      commentStretch(context).load({
        list,
        direction: isReversed === (order === 'OLDEST_FIRST') ? -1 : 1,
        ...stretch,
      }),
  });
}
