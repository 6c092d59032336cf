import type { Context } from '../../context.js';
import { BroadsheetError, quoted } from '../../errors.js';
import { builder } from '../../graphql/builder.js';
import { pageArgs } from '../../graphql/connection.js';
import { keyOfType } from '../../graphql/global-id.js';
import { pageComplexity } from '../../graphql/paging.js';
import { slugInUrl, spellingsOf } from './article.address.js';
import type { PublishedArticle } from './article.document.js';
import { ArticleFilter, readArticleFilter } from './article.filter.js';
import { articleById, articleBySlug, articleBySourceUrl } from './article.loaders.js';
import { choicePage } from './article.page.js';
import { Article, ArticleConnection } from './article.type.js';
import { ArticleOrderType } from './article-order.type.js';

const ArticleBy = builder.inputType('ArticleBy', {
  description: 'Names one article, in exactly one of these ways.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'The global id.' }),
    slug: t.string({ description: 'The name in its address, now or earlier.' }),
    url: t.string({ description: 'Its absolute address, at this site or where it came from.' }),
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

function articleNamed(
  by: typeof ArticleBy.$inferInput,
  context: Context,
): Promise<PublishedArticle | null> {
  if (typeof by.id === 'string') return articleById(context).load(keyOfType('Article', by.id));
  if (typeof by.slug === 'string') return articleBySlug(context).load(by.slug);
  return articleAt(String(by.url), context);
}

async function articleAt(url: string, context: Context): Promise<PublishedArticle | null> {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new BroadsheetError(
      'INVALID_URL',
      `Expected an absolute http or https address, found ${quoted(url)}.`,
    );
  }
  const slug = slugInUrl(context.siteUrl, url);
  const here = slug === null ? null : await articleBySlug(context).load(slug);
  // A site that moved here under its old address has both.
  if (here !== null) return here;
  const there = await Promise.all(
    spellingsOf(url).map((spelling) => articleBySourceUrl(context).load(spelling)),
  );
  return there.find((article) => article !== null) ?? null;
}
