import type { Context } from '../../context.js';
import { BroadsheetError, quoted } from '../../errors.js';
import { builder } from '../../graphql/builder.js';
import { keyOfType } from '../../graphql/global-id.js';
import { pageComplexity } from '../../graphql/paging.js';
import { askedAddress } from '../address/address.parts.js';
import type { PublishedArticle } from './article.document.js';
import { ArticleFilter, readArticleFilter } from './article.filter.js';
import { articleById, articleBySlug, standingsAt } from './article.loaders.js';
import { choicePage } from './article.page.js';
import { Article, ArticleConnection } from './article.type.js';
import { articlePageArgs } from './article-order.type.js';

const ArticleBy = builder.inputType('ArticleBy', {
  description: 'Names one article, in exactly one of these ways.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'The global id.' }),
    slug: t.string({ description: 'The name in its address, now or earlier.' }),
    url: t.string({
      description:
        'An absolute address from which `resolve` leads to it, itself or by a redirect; or that of its original elsewhere (`source`).',
    }),
  }),
});

builder.queryFields((t) => ({
  article: t.field({
    type: Article,
    description: 'One article; null if there is none of that name that you may see.',
    nullable: true,
    args: { by: t.arg({ type: ArticleBy, required: true, description: 'Which article.' }) },
    resolve: (_root, { by }, context) => articleNamed(by, context),
  }),
  articles: t.field({
    type: ArticleConnection,
    description:
      'Articles by the moment of publication. Orders: NEWEST_FIRST (the default) and OLDEST_FIRST.',
    args: {
      ...articlePageArgs,
      filter: t.arg({
        type: ArticleFilter,
        description: 'Which articles; all if nothing is said.',
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
  const asked = askedAddress(url);
  if (asked?.host === undefined) {
    throw new BroadsheetError(
      'INVALID_URL',
      `Expected an absolute http or https address, found ${quoted(url)}.`,
    );
  }
  const [first] = await standingsAt(context).load(asked);
  return first?.article ?? null;
}
