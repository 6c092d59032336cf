import type { Context } from '../../context.js';
import { builder } from '../../graphql/builder.js';
import { keyOfType } from '../../graphql/global-id.js';
import { pageComplexity } from '../../graphql/paging.js';
import { requestedAddress } from '../address/address.parts.js';
import type { PublishedArticle } from './article.document.js';
import { ArticleFilter, readArticleFilter } from './article.filter.js';
import { addressMatchesAt, articleById, articleBySlug } from './article.loaders.js';
import { choicePage } from './article.page.js';
import { Article, ArticleConnection } from './article.type.js';
import { articlePageArgs } from './article-order.type.js';

const ArticleBy = builder.inputType('ArticleBy', {
  description: 'Identifies one article. Give exactly one of the keys; it must not be null.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Global id. `INVALID_ID` for anything else.' }),
    slug: t.string({ description: 'Current or earlier slug.' }),
    url: t.string({
      description:
        'URL of the article: a path or an absolute URL, as `resolve` takes it. It finds the article at its current URL, at any earlier one, and by the URL of its original (`source.url`). `INVALID_URL` for anything else.',
    }),
  }),
});

builder.queryFields((t) => ({
  article: t.field({
    type: Article,
    description: 'One article. Null if it does not exist or is not published.',
    nullable: true,
    args: { by: t.arg({ type: ArticleBy, required: true, description: 'The article to read.' }) },
    resolve: (_root, { by }, context) => articleNamed(by, context),
  }),
  articles: t.field({
    type: ArticleConnection,
    description:
      'Published articles by publication time. Orders: NEWEST_FIRST (the default) and OLDEST_FIRST.',
    args: {
      ...articlePageArgs,
      filter: t.arg({
        type: ArticleFilter,
        description: 'Restricts the list. All articles if not given.',
      }),
    },
    complexity: pageComplexity,
    resolve: async (_root, { filter, ...page }, context) =>
      choicePage(page, await readArticleFilter(filter ?? {}, context), context),
  }),
}));

function articleNamed(
  by: typeof ArticleBy.$inferInput,
  context: Context,
): Promise<PublishedArticle | null> {
  if (typeof by.id === 'string') return articleById(context).load(keyOfType('Article', by.id));
  if (typeof by.slug === 'string') return articleBySlug(context).load(by.slug);
  return articleAt(String(by.url), context);
}

async function articleAt(url: string, context: Context): Promise<PublishedArticle | null> {
  const [first] = await addressMatchesAt(context).load(requestedAddress(url));
  return first?.article ?? null;
}
