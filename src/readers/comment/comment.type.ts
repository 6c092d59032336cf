import { articleById } from '../../editorial/article/article.loaders.js';
import { Article } from '../../editorial/article/article.type.js';
import { builder } from '../../graphql/builder.js';
import { connectionType, edgeType } from '../../graphql/connection.js';
import { pageComplexity, pageSize } from '../../graphql/paging.js';
import type { CommentDocument } from './comment.document.js';
import { repliesTo } from './comment.lists.js';
import { commentById, commentCount, commentStretch } from './comment.loaders.js';

/** A reader's visible comment. */
export const Comment = builder.objectRef<CommentDocument>('Comment');

builder.node(Comment, {
  description:
    'A reader’s comment on an article. Threads have one level of replies: a reply to a reply is listed with the replies of the top-level comment.',
  id: { resolve: (comment) => comment._id },
  loadWithoutCache: (id, context) => commentById(context).load(id),
  fields: (t) => ({
    authorName: t.exposeString('authorName', { description: 'Name that the reader gave.' }),
    body: t.exposeString('body', { description: 'Text of the comment, in plain text.' }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the comment was written.',
    }),
    article: t.field({
      type: Article,
      description:
        'The article that the comment is about. Null if it is no longer published or reading it failed.',
      nullable: true,
      resolve: (comment, _args, context) => articleById(context).load(comment.articleId),
    }),
    parent: t.field({
      type: Comment,
      description:
        'The comment that this one replies to. Null for a top-level comment, and if the other comment is not visible or reading it failed.',
      nullable: true,
      resolve: ({ parentId }, _args, context) =>
        parentId === undefined ? null : commentById(context).load(parentId),
    }),
    replies: t.field({
      type: [Comment],
      description:
        'The first replies, oldest first, as a plain list. Use it to show a whole thread at once; use `allReplies` when a thread can have more than 100 replies. Empty for a comment that is itself a reply.',
      args: {
        first: t.arg.int({
          description:
            'Maximum number of replies, 1 to 100, unless this gateway sets another limit; 100 if absent. `INVALID_PAGE_SIZE` for any other number.',
        }),
      },
      complexity: ({ first }, context) =>
        pageComplexity({ first: Math.min(first ?? 10, 10) }, context),
      resolve: (comment, { first }, context) =>
        commentStretch(context).load({
          list: repliesTo(comment._id),
          direction: 1,
          limit: pageSize('first', first ?? Math.min(100, context.limits.pageSize), context),
        }),
    }),
    replyCount: t.int({
      description: 'Number of visible replies. 0 for a comment that is itself a reply.',
      resolve: (comment, _args, context) => commentCount(context).load(repliesTo(comment._id)),
    }),
  }),
});

/** The connection type of comments. */
export const CommentConnection = connectionType('Comment', Comment, edgeType('Comment', Comment));
