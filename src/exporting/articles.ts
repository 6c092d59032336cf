import { groupedBy } from '../database/batching.js';
import type { ReadContext } from '../database/read-context.js';
import { withRetry } from '../database/with-retry.js';
import type { ArticleDocument } from '../editorial/article/article.document.js';
import { bodyId } from '../editorial/article/body.store.js';
import type { ArticleLine } from '../json-lines/shape.js';
import type { CommentDocument } from '../readers/comment/comment.document.js';
import type { Stores } from '../stores.js';
import { articleLine, commentOfLine, type References } from './lines.js';

/** Words per group of articles whose bodies are read together; it limits memory. */
const WORDS_AT_ONCE = 200_000;

/** Comments of one article that are read in one query. */
const COMMENTS_AT_ONCE = 500;

/** Where an export reads from. */
export interface ExportSource {
  readonly stores: Stores;
  readonly readContext: ReadContext;
}

/** Splits cards into groups whose bodies are read together. */
export function* inGroups(cards: readonly ArticleDocument[]): Generator<ArticleDocument[]> {
  let group: ArticleDocument[] = [];
  let words = 0;
  for (const card of cards) {
    if (group.length > 0 && words + card.wordCount > WORDS_AT_ONCE) {
      yield group;
      group = [];
      words = 0;
    }
    group.push(card);
    words += card.wordCount;
  }
  if (group.length > 0) yield group;
}

/** An article, and its comments in batches, so that memory does not grow with their number. */
export interface ExportedArticle {
  readonly line: ArticleLine;
  readonly comments: AsyncIterable<ReturnType<typeof commentOfLine>[]>;
}

/** The articles of a group with everything that belongs to them, in the order of `cards`. */
export async function articlesOf(
  source: ExportSource,
  cards: readonly ArticleDocument[],
  names: References,
): Promise<ExportedArticle[]> {
  const { stores, readContext } = source;
  const ids = cards.map(({ _id }) => _id);
  const [bodies, shares, features, comments] = await withRetry(() =>
    Promise.all([
      stores.body.findByIds(readContext, cards.map(bodyId)),
      stores.share.findByArticles(readContext, ids),
      stores.features.findByIds(readContext, ids),
      stores.comment.findAfter(
        readContext,
        ids.map((articleId) => ({ articleId })),
        COMMENTS_AT_ONCE,
      ),
    ]),
  );
  const bodyOf = groupedBy(bodies, ({ articleId }) => articleId);
  const sharesOf = groupedBy(shares, ({ _id }) => _id);
  const featuresOf = groupedBy(features, ({ _id }) => _id);
  return cards.map((card, index) => ({
    line: articleLine(card, {
      body: bodyOf.get(card._id)?.[0],
      shares: sharesOf.get(card._id)?.[0],
      signal: featuresOf.get(card._id)?.[0],
      names,
    }),
    comments: commentsFrom(source, card._id, comments[index] ?? []),
  }));
}

async function* commentsFrom(
  { stores, readContext }: ExportSource,
  articleId: string,
  first: readonly CommentDocument[],
) {
  let found = first;
  for (;;) {
    if (found.length > 0) yield found.map(commentOfLine);
    const last = found.at(-1);
    if (last === undefined || found.length < COMMENTS_AT_ONCE) return;
    const requests = [{ articleId, last }];
    const answer = await withRetry(() =>
      stores.comment.findAfter(readContext, requests, COMMENTS_AT_ONCE),
    );
    found = answer[0] ?? [];
  }
}
