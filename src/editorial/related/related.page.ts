import type { Context } from '../../context.js';
import type { PageArguments } from '../../graphql/paging.js';
import {
  type Connection,
  connectionOf,
  type Edge,
  once,
  type Stretch,
} from '../../graphql/sorted-list.js';
import type { PublishedArticle, RelatedDocument } from '../article/article.document.js';
import { articleById } from '../article/article.loaders.js';

/** A related article at its place, with the reasons. */
export interface RelatedEdge extends Edge<PublishedArticle> {
  readonly related: RelatedDocument;
}

interface Entry {
  readonly article: PublishedArticle;
  readonly related: RelatedDocument;
}

/**
 * One page of the articles that are related to one, best first.
 *
 * The list stands on the card; what may not be seen any more is left out here, and others from further
 * down move up. Only as many cards are loaded as the page needs.
 */
export function relatedPage(
  page: PageArguments,
  article: PublishedArticle,
  isWanted: (article: PublishedArticle) => boolean,
  context: Context,
): Connection<PublishedArticle, RelatedEdge> {
  const visible = async (list: readonly RelatedDocument[], limit: number) =>
    visibleEntries(list, limit, isWanted, context);
  const connection = connectionOf<Entry>(page, {
    order: 'related',
    positionOf: ({ related }) => ({ value: String(related.score), id: related.articleId }),
    count: async () => (await visible(article.related, article.related.length)).length,
    read: (stretch) => visible(stretchOf(article.related, stretch), stretch.limit),
  });
  return {
    ...connection,
    edges: once(async () =>
      (await connection.edges()).map(({ node, cursor }) => ({
        node: node.article,
        related: node.related,
        cursor,
      })),
    ),
  };
}

/** The first visible ones of a list, loaded in as few steps as there are gaps. */
async function visibleEntries(
  list: readonly RelatedDocument[],
  limit: number,
  isWanted: (article: PublishedArticle) => boolean,
  context: Context,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  let next = 0;
  while (entries.length < limit && next < list.length) {
    const step = list.slice(next, next + limit - entries.length);
    next += step.length;
    const articles = await Promise.all(
      step.map(({ articleId }) => articleById(context).load(articleId)),
    );
    for (const [index, related] of step.entries()) {
      const article = articles[index];
      if (article && isWanted(article)) entries.push({ article, related });
    }
  }
  return entries;
}

/** The part of the list that a stretch may take from; a place that is gone is found by its score. */
function stretchOf(
  list: readonly RelatedDocument[],
  { isReversed, start }: Stretch,
): readonly RelatedDocument[] {
  const walked = isReversed ? list.toReversed() : list;
  if (start === undefined) return walked;
  const { position, isInclusive } = start;
  const index = walked.findIndex(({ articleId }) => articleId === position.id);
  if (index >= 0) return walked.slice(isInclusive ? index : index + 1);
  const score = Number(position.value);
  return walked.filter((related) => (isReversed ? related.score > score : related.score < score));
}
