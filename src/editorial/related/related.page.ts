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

/** A related article with the reasons, as an edge. */
export interface RelatedEdge extends Edge<PublishedArticle> {
  readonly related: RelatedDocument;
}

interface Entry {
  readonly article: PublishedArticle;
  readonly related: RelatedDocument;
}

/** A condition on related articles; `undefined` selects all. */
type Wanted = ((article: PublishedArticle) => boolean) | undefined;

/**
 * One page of the related posts of an article, best first.
 *
 * The list is stored on the card. Articles that readers can no longer see are left out, and later
 * ones take their place. Only as many cards are loaded as the page needs, unless there is a
 * condition.
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

/**
 * The first visible articles of a list: one batch of reads, or two if some are no longer visible.
 */
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
 * The part of the list that a page may read from.
 *
 * If the list was computed again and no longer contains the article of the cursor, the position is
 * found by score and id.
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

/** Whether an article comes after a position in the list: best score first, then by id. */
function isBehind({ score, articleId }: RelatedDocument, { value, id }: Position): boolean {
  return score === Number(value) ? articleId > id : score < Number(value);
}
