import { builder } from '../../graphql/builder.js';
import { pageArgs } from '../../graphql/connection.js';
import { pageComplexity } from '../../graphql/paging.js';
import { ArticleFilter, readArticleFilter } from './article.filter.js';
import { choicePage } from './article.page.js';
import { ArticleConnection } from './article.type.js';
import { ArticleOrderType } from './article-order.type.js';

builder.queryFields((t) => ({
  articles: t.field({
    type: ArticleConnection,
    description:
      'Articles by the moment of publication. Orders: NEWEST_FIRST (the default) and OLDEST_FIRST.',
    args: {
      ...pageArgs,
      filter: t.arg({
        type: ArticleFilter,
        description: 'Which articles; all if nothing is said.',
      }),
      orderBy: t.arg({
        type: ArticleOrderType,
        defaultValue: 'NEWEST_FIRST',
        description: 'The order.',
      }),
    },
    complexity: pageComplexity,
    resolve: async (_root, { filter, orderBy, ...page }, context) =>
      choicePage(
        page,
        await readArticleFilter(filter ?? {}, context),
        orderBy ?? 'NEWEST_FIRST',
        context,
      ),
  }),
}));
