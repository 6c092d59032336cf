import type { Collection, Db, Document } from 'mongodb';
import { UNORDERED } from '../../database/bulk.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findAfterId, findByField, findByIds } from '../../database/find.js';
import { keysetSlice, type ListRequest } from '../../database/keyset.js';
import type { ReadContext } from '../../database/read-context.js';
import { countSlices, readSlices } from '../../database/slices.js';
import { insertWithFreeSlugs, type SlugClaim } from '../../database/slug-claim.js';
import { shownTo } from '../visibility/visibility.js';
import type { Moments, NamedDocument } from './named.document.js';

/**
 * A request for a page of a list in the order of `sortName`. The list is an equality filter, `{}`
 * for the whole collection.
 */
export type NamedListRequest = ListRequest<Document>;

/** The reads and writes that the stores of topics and authors share. */
export interface NamedCollection<T extends NamedDocument> {
  /** The documents with these ids, visible or not, in no particular order. */
  findByIds(readContext: ReadContext, ids: readonly string[]): Promise<T[]>;
  /** The documents with these slugs, visible or not, in no particular order. */
  findBySlugs(readContext: ReadContext, slugs: readonly string[]): Promise<T[]>;
  /** The documents after an id, sorted by id, visible or not; for exports only. */
  findAfter(readContext: ReadContext, id: string, limit: number): Promise<T[]>;
  /** One page per request, in one command; only documents that are visible in the read context. */
  findStretches(readContext: ReadContext, requests: readonly NamedListRequest[]): Promise<T[][]>;
  /** The number of visible documents in each list, in one command, from the index only. */
  count(readContext: ReadContext, lists: readonly Document[]): Promise<number[]>;
  /**
   * Inserts documents, each with the first of its slugs that is free, and returns the slugs by id.
   * An existing document is not changed and is missing from the result.
   */
  insert(claims: readonly SlugClaim<Omit<T, 'slug'>>[]): Promise<ReadonlyMap<string, string>>;
  /** Makes documents visible from these moments on, unless an earlier moment is already stored. */
  show(moments: Moments): Promise<void>;
  /**
   * Replaces `shownFrom` of documents that are not yet visible at `asOf`, or removes it. Documents
   * that are already visible stay visible.
   */
  putOff(moments: ReadonlyMap<string, Date | undefined>, asOf: Date): Promise<void>;
}

/**
 * Creates the reads and writes that the stores of topics and authors share.
 *
 * `listIndex` is the name of an index on (list, `sortName`, `_id`, `shownFrom`): documents that are
 * not visible are skipped in the index and never fetched. `putOff` only changes documents that
 * match `movable`.
 */
export function namedCollection<T extends NamedDocument>(
  db: Db,
  plan: CollectionPlan,
  listIndex: string,
  movable: Document = {},
) {
  const collection = collectionOf<T>(db, plan);
  const named = collectionOf<NamedDocument>(db, plan);
  return {
    findByIds: (readContext, ids) => findByIds(readContext, collection, ids),
    findBySlugs: (readContext, slugs) =>
      findByField(readContext, collection, 'slug', slugs, 'slug'),
    findAfter: (readContext, id, limit) => findAfterId(readContext, collection, id, limit),
    findStretches: (readContext, requests) => {
      const slices = requests.map(({ list, ...stretch }) =>
        keysetSlice<T>({
          lists: [{ ...list, ...shownTo(readContext) }],
          sortField: 'sortName',
          ...stretch,
        }),
      );
      return readSlices(readContext, collection, slices, listIndex);
    },
    count: (readContext, lists) =>
      countSlices(
        readContext,
        collection,
        lists.map((list) => [
          { $match: { sortName: { $gte: '' }, ...list, ...shownTo(readContext) } },
        ]),
      ),
    insert: (claims) =>
      insertWithFreeSlugs<Omit<NamedDocument, 'slug'>>(claims, {
        one: (document) => named.insertOne(document),
        many: (all) => named.insertMany(all, UNORDERED),
      }),
    show: (moments) => show(named, moments),
    putOff: (moments, asOf) => putOff(named, movable, moments, asOf),
  } satisfies NamedCollection<NamedDocument>;
}

async function show(named: Collection<NamedDocument>, moments: Moments): Promise<void> {
  if (moments.size === 0) return;
  await named.bulkWrite(
    [...moments].map(([_id, shownFrom]) => ({
      updateOne: { filter: { _id }, update: { $min: { shownFrom } } },
    })),
    UNORDERED,
  );
}

async function putOff(
  named: Collection<NamedDocument>,
  movable: Document,
  moments: ReadonlyMap<string, Date | undefined>,
  asOf: Date,
): Promise<void> {
  if (moments.size === 0) return;
  await named.bulkWrite(
    [...moments].map(([_id, shownFrom]) => ({
      updateOne: {
        filter: { ...movable, _id, shownFrom: { $gt: asOf } },
        update:
          shownFrom === undefined
            ? { $unset: { shownFrom: '' as const } }
            : { $set: { shownFrom } },
      },
    })),
    UNORDERED,
  );
}
