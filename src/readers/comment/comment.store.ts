import type { Collection, Db, Filter } from 'mongodb';
import { date, string } from '../../database/bson-types.js';
import { putAll } from '../../database/bulk.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { aggregateMany, findMany } from '../../database/find.js';
import { keysetSlice, type ListRequest } from '../../database/keyset.js';
import type { ReadContext } from '../../database/read-context.js';
import { readSlices } from '../../database/slices.js';
import { VISIBLE_COMMENT_STATUS } from '../../editorial/visibility/visibility.js';
import { COMMENT_STATUSES, type CommentDocument } from './comment.document.js';

/** The collection of readers' comments. */
export const commentPlan: CollectionPlan = {
  name: 'comments',
  schema: {
    bsonType: 'object',
    required: ['_id', 'articleId', 'authorName', 'body', 'status', 'createdAt'],
    properties: {
      _id: string,
      articleId: string,
      parentId: string,
      threadId: string,
      authorName: string,
      body: string,
      status: { enum: COMMENT_STATUSES },
      createdAt: date,
      list: string,
    },
  },
  indexes: [
    { name: 'list', key: { list: 1, createdAt: 1, _id: 1 }, options: { sparse: true } },
    { name: 'article', key: { articleId: 1, status: 1, _id: 1 } },
  ],
};

/** A page of a list of comments (`comment.lists.ts`), sorted by their time of writing. */
export type CommentListRequest = ListRequest<string>;

/** The comments of an article, after the given one. */
export interface CommentsAfter {
  readonly articleId: string;
  readonly last?: Pick<CommentDocument, '_id' | 'status'>;
}

/** All reads and writes of comments. The caller must check that their article is visible. */
export interface CommentStore {
  /** The visible comments with these ids, in no particular order. */
  findByIds(readContext: ReadContext, ids: readonly string[]): Promise<CommentDocument[]>;
  /** One page per request, in the order of the requests, in one command. */
  findStretches(
    readContext: ReadContext,
    requests: readonly CommentListRequest[],
  ): Promise<CommentDocument[][]>;
  /** The length of each list, in one command, from the index only. */
  count(readContext: ReadContext, lists: readonly string[]): Promise<number[]>;
  /** The number of visible comments of each article; articles without comments are missing. */
  countReadable(
    readContext: ReadContext,
    articleIds: readonly string[],
  ): Promise<ReadonlyMap<string, number>>;
  /**
   * The comments of each article in any state, sorted by state and id, at most `limit` per article,
   * in one command. For exports and the pipeline only, never for a reader.
   */
  findAfter(
    readContext: ReadContext,
    requests: readonly CommentsAfter[],
    limit: number,
  ): Promise<CommentDocument[][]>;
  /** Upserts comments by id. */
  put(comments: readonly CommentDocument[]): Promise<void>;
}

/** Creates the store of comments in a database. */
export function commentStore(db: Db): CommentStore {
  const comments = collectionOf<CommentDocument>(db, commentPlan);
  return {
    findByIds: (readContext, ids) =>
      findMany(readContext, comments, {
        filter: { _id: { $in: [...ids] }, list: { $exists: true } },
        hint: '_id_',
        batchSize: ids.length,
      }),
    findStretches: (readContext, requests) => {
      const slices = requests.map(({ list, ...stretch }) =>
        keysetSlice<CommentDocument>({ ...stretch, lists: [{ list }], sortField: 'createdAt' }),
      );
      return readSlices(readContext, comments, slices, 'list');
    },
    count: async (readContext, lists) => {
      const match = { list: { $in: [...lists] } };
      const counts = await countBy('list', readContext, comments, match, lists.length);
      return lists.map((list) => counts.get(list) ?? 0);
    },
    countReadable: (readContext, articleIds) => {
      // By state and not by list, because an index has the article and the state.
      const match = { articleId: { $in: [...articleIds] }, status: VISIBLE_COMMENT_STATUS };
      return countBy('articleId', readContext, comments, match, articleIds.length);
    },
    findAfter: (readContext, requests, limit) => {
      const sort = { status: 1, _id: 1 } as const;
      const slices = requests.map((request) => ({ filter: filterAfter(request), sort, limit }));
      return readSlices(readContext, comments, slices, 'article');
    },
    put: (all) => putAll(db, commentPlan, all),
  };
}

function filterAfter({ articleId, last }: CommentsAfter): Filter<CommentDocument> {
  if (last === undefined) return { articleId };
  const { status, _id } = last;
  return {
    $or: [
      { articleId, status, _id: { $gt: _id } },
      { articleId, status: { $gt: status } },
    ],
  };
}

/** The number of matching comments, by the value of a field. */
async function countBy(
  field: 'list' | 'articleId',
  readContext: ReadContext,
  comments: Collection<CommentDocument>,
  match: Filter<CommentDocument>,
  batchSize: number,
): Promise<ReadonlyMap<string, number>> {
  const pipeline = [{ $match: match }, { $group: { _id: `$${field}`, count: { $sum: 1 } } }];
  const rows = await aggregateMany<CommentDocument, { _id: string; count: number }>(
    readContext,
    comments,
    pipeline,
    batchSize,
  );
  return new Map(rows.map(({ _id, count }) => [_id, count]));
}
