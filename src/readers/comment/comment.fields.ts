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
  description: 'The order of a list of comments.',
  values: {
    OLDEST_FIRST: { description: 'By time of writing, oldest first.' },
    NEWEST_FIRST: { description: 'By time of writing, newest first.' },
  },
});

type Order = typeof CommentOrder.$inferType;

builder.objectField(Article, 'comments', (t) =>
  t.field({
    type: CommentConnection,
    description:
      'Top-level comments on this article; read the replies in `Comment.replies`. `totalCount` counts top-level comments only, `commentCount` also counts replies. ' +
      'Empty if there are none. Null only if reading them failed or an argument was refused. ' +
      'Orders: OLDEST_FIRST (the default) and NEWEST_FIRST.',
    nullable: true,
    args: {
      ...pageArgs,
      orderBy: t.arg({
        type: CommentOrder,
        defaultValue: 'OLDEST_FIRST',
        description: 'Order of the list.',
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
    description:
      'All replies as pages, oldest first. Use it when a thread can have more than 100 replies, or to load more of them on demand; `replies` is simpler for short threads. Null only if reading them failed or an argument was refused.',
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
