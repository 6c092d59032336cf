import type { Context } from '../../context.js';
import type { Position } from '../../database/keyset.js';
import type { PageArguments } from '../../graphql/paging.js';
import { type Connection, connectionOf, once, type Stretch } from '../../graphql/sorted-list.js';
import type { PublishedArticle } from './article.document.js';
import type { ArticleChoice } from './article.filter.js';
import type { ArticleOrder, ArticleSelection } from './article.list-request.js';
import { articleById, articleBySlug, articleStretch } from './article.loaders.js';
import { articleCount } from './article-count.loaders.js';

/** The position of an article in any list of articles. */
export function placeOf(article: PublishedArticle): Position {
  return { value: article.publishedAt, id: article._id };
}

/** The arguments of a list of articles (`articlePageArgs`) as a client sent them. */
export interface ArticlePageArguments extends PageArguments {
  readonly orderBy?: ArticleOrder | null | undefined;
}

/** A page of the articles of a selection. */
export function selectionPage(
  { orderBy, ...page }: ArticlePageArguments,
  selection: ArticleSelection,
  context: Context,
) {
  const order = orderBy ?? 'NEWEST_FIRST';
  return connectionOf<PublishedArticle>(context, page, {
    order: `articles ${order}`,
    positionOf: placeOf,
    count: () => articleCount(context).load(selection),
    read: ({ isReversed, ...stretch }) =>
      articleStretch(context).load({
        ...selection,
        order: isReversed ? reversed(order) : order,
        ...stretch,
      }),
  });
}

/** A page of the articles that a filter selects. */
export function choicePage(page: ArticlePageArguments, choice: ArticleChoice, context: Context) {
  switch (choice.kind) {
    case 'SELECTION':
      return refusedIfEmpty(
        selectionPage(page, choice.selection, context),
        choice.refuseUnknownNames,
      );
    case 'IDS':
      return chosenPage(page, () => articleById(context).loadMany(choice.ids), context);
    case 'SLUGS':
      return chosenPage(page, () => articleBySlug(context).loadMany(choice.slugs), context);
    default:
      return choice satisfies never;
  }
}

/** Wraps a page: if its edges or its count are empty, `refuse` is called first and may throw. */
function refusedIfEmpty<T>(page: Connection<T>, refuse: () => Promise<void>): Connection<T> {
  return {
    ...page,
    edges: once(async () => {
      const edges = await page.edges();
      if (edges.length === 0) await refuse();
      return edges;
    }),
    totalCount: once(async () => {
      const count = await page.totalCount();
      if (count === 0) await refuse();
      return count;
    }),
  };
}

/** One page of at most 100 articles that were given by id or slug. They are sorted in memory. */
function chosenPage(
  { orderBy, ...page }: ArticlePageArguments,
  load: () => Promise<readonly (PublishedArticle | Error | null)[]>,
  context: Context,
) {
  const order = orderBy ?? 'NEWEST_FIRST';
  const loaded = async () => sorted(articlesIn(await load()), order);
  return connectionOf<PublishedArticle>(context, page, {
    order: `articles ${order}`,
    positionOf: placeOf,
    count: async () => (await loaded()).length,
    read: async (stretch) => stretchOf(await loaded(), stretch, order),
  });
}

function articlesIn(loaded: readonly (PublishedArticle | Error | null)[]): PublishedArticle[] {
  const byId = new Map<string, PublishedArticle>();
  for (const article of loaded) {
    if (article instanceof Error) throw article;
    if (article !== null) byId.set(article._id, article);
  }
  return [...byId.values()];
}

function stretchOf(
  articles: readonly PublishedArticle[],
  { isReversed, start, limit }: Stretch,
  order: ArticleOrder,
): PublishedArticle[] {
  const walked = isReversed ? articles.toReversed() : articles;
  const compare = comparison(isReversed ? reversed(order) : order);
  const behind = walked.filter((article) => {
    if (start === undefined) return true;
    const difference = compare(placeOf(article), start.position);
    return start.isInclusive ? difference >= 0 : difference > 0;
  });
  return behind.slice(0, limit);
}

function sorted(articles: readonly PublishedArticle[], order: ArticleOrder): PublishedArticle[] {
  const compare = comparison(order);
  return articles.toSorted((a, b) => compare(placeOf(a), placeOf(b)));
}

function comparison(order: ArticleOrder): (a: Position, b: Position) => number {
  const sign = order === 'OLDEST_FIRST' ? 1 : -1;
  return (a, b) => {
    if (a.value < b.value) return -sign;
    if (a.value > b.value) return sign;
    return a.id < b.id ? -sign : Number(a.id > b.id) * sign;
  };
}

/** The opposite order. */
function reversed(order: ArticleOrder): ArticleOrder {
  return order === 'NEWEST_FIRST' ? 'OLDEST_FIRST' : 'NEWEST_FIRST';
}
