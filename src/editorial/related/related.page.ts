import type { Context } from '../../context.js';
import type { Position } from '../../database/keyset.js';
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

/** A condition on related articles; all are wanted if there is none. */
type Wanted = ((article: PublishedArticle) => boolean) | undefined;

/**
 * One page of the articles that are related to one, best first.
 *
 * The list stands on the card; what may not be seen any more is left out here, and others from
 * further down move up. Only as many cards are loaded as the page needs, unless there is a
 * condition on them.
 */
export function relatedPage(
  page: PageArguments,
  article: PublishedArticle,
  isWanted: Wanted,
  context: Context,
): Connection<PublishedArticle, RelatedEdge> {
  const visible = async (list: readonly RelatedDocument[], limit: number) =>
    visibleEntries(list, limit, isWanted, context);
  const connection = connectionOf<Entry>(context, page, {
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

/** The first visible ones of a list, in one step, or in two if some cannot be seen any more. */
async function visibleEntries(
  list: readonly RelatedDocument[],
  limit: number,
  isWanted: Wanted,
  context: Context,
): Promise<Entry[]> {
  const near = isWanted === undefined ? limit : list.length;
  const entries = await visibleOf(list.slice(0, near), isWanted, context);
  if (entries.length < limit && near < list.length) {
    entries.push(...(await visibleOf(list.slice(near), isWanted, context)));
  }
  return entries.slice(0, limit);
}

async function visibleOf(
  list: readonly RelatedDocument[],
  isWanted: Wanted,
  context: Context,
): Promise<Entry[]> {
  const entries = await Promise.all(
    list.map(async (related) => {
      const article = await articleById(context).load(related.articleId);
      return article !== null && (isWanted?.(article) ?? true) ? [{ article, related }] : [];
    }),
  );
  return entries.flat();
}

/**
 * The part of the list that a stretch may take from.
 *
 * A place that is gone, because the list was made anew, is found by what the list is sorted by.
 */
function stretchOf(
  list: readonly RelatedDocument[],
  { isReversed, start }: Stretch,
): readonly RelatedDocument[] {
  const walked = isReversed ? list.toReversed() : list;
  if (start === undefined) return walked;
  const { position, isInclusive } = start;
  const index = walked.findIndex(({ articleId }) => articleId === position.id);
  if (index >= 0) return walked.slice(isInclusive ? index : index + 1);
  return walked.filter((related) => isReversed !== isBehind(related, position));
}

/** Best first and, within equals, by id. */
function isBehind({ score, articleId }: RelatedDocument, { value, id }: Position): boolean {
  return score === Number(value) ? articleId > id : score < Number(value);
}
