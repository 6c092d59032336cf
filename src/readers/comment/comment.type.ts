import { articleById } from '../../editorial/article/article.loaders.js';
import { Article } from '../../editorial/article/article.type.js';
import { builder } from '../../graphql/builder.js';
import { connectionType, edgeType } from '../../graphql/connection.js';
import { pageComplexity, pageSize } from '../../graphql/paging.js';
import type { CommentDocument } from './comment.document.js';
import { repliesTo } from './comment.lists.js';
import { commentById, commentCount, commentStretch } from './comment.loaders.js';

/** A reader's comment that can be read. */
export const Comment = builder.objectRef<CommentDocument>('Comment');

builder.node(Comment, {
  description: 'A reader’s comment under an article. Replies hang under the comment at their top.',
  id: { resolve: (comment) => comment._id },
  loadWithoutCache: (id, context) => commentById(context).load(id),
  fields: (t) => ({
    authorName: t.exposeString('authorName', { description: 'The name the reader gave.' }),
    body: t.exposeString('body', { description: 'What the reader wrote, in plain text.' }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When it was written.',
    }),
    article: t.field({
      type: Article,
      description: 'What it stands under.',
      nullable: true,
      resolve: (comment, _args, context) => articleById(context).load(comment.articleId),
    }),
    parent: t.field({
      type: Comment,
      description: 'The comment that it answers; null if it answers none that can be read.',
      nullable: true,
      resolve: ({ parentId }, _args, context) =>
        parentId === undefined ? null : commentById(context).load(parentId),
    }),
    replies: t.field({
      type: [Comment],
      description:
        'The first replies, oldest first; empty for a reply. `allReplies` pages through all of them.',
      args: {
        first: t.arg.int({
          description:
            'How many at most, 1 to 100 unless this gateway sets another limit; 100 if absent.',
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
      description: 'How many replies can be read.',
      resolve: (comment, _args, context) => commentCount(context).load(repliesTo(comment._id)),
    }),
  }),
});

/** A page of comments. */
export const CommentConnection = connectionType('Comment', Comment, edgeType('Comment', Comment));
