import { builder } from '../../graphql/builder.js';
import { pageArgs } from '../../graphql/connection.js';
import type { ArticleOrder } from './article.list-request.js';

const ArticleOrderType = builder.enumType('ArticleOrder', {
  description: 'The order of a list of articles.',
  values: {
    NEWEST_FIRST: { description: 'By publication time, newest first.' },
    OLDEST_FIRST: { description: 'By publication time, oldest first.' },
  } satisfies Record<ArticleOrder, { description: string }>,
});

/** The arguments of a list of articles: the page and the order. */
export const articlePageArgs = builder.args((t) => ({
  ...pageArgs,
  orderBy: t.field({
    type: ArticleOrderType,
    defaultValue: 'NEWEST_FIRST',
    description: 'Order of the list.',
  }),
}));
