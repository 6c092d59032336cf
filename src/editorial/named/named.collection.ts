import type { Collection, Db, Document } from 'mongodb';
import { UNORDERED } from '../../database/bulk.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findAfterId, findByField, findByIds } from '../../database/find.js';
import { keysetSlice, type ListRequest } from '../../database/keyset.js';
import type { Reading } from '../../database/reading.js';
import { countSlices, readSlices } from '../../database/slices.js';
import { insertWithFreeSlugs, type SlugClaim } from '../../database/slug-claim.js';
import { shownTo } from '../visibility/visibility.js';
import type { Moments, NamedDocument } from './named.document.js';

/**
 * A stretch of a list in the order of `sortName`; the list is the equality that picks it, `{}` for
 * the whole collection.
 */
export type NamedListRequest = ListRequest<Document>;

/** The reads and writes that the stores of topics and of authors have in common. */
export interface NamedCollection<T extends NamedDocument> {
  /** The documents of these ids, in no order, shown or not. */
  findByIds(reading: Reading, ids: readonly string[]): Promise<T[]>;
  /** The documents of these slugs, in no order, shown or not. */
  findBySlugs(reading: Reading, slugs: readonly string[]): Promise<T[]>;
  /** The documents after an id, in the order of ids, shown or not: for exports only. */
  findAfter(reading: Reading, id: string, limit: number): Promise<T[]>;
  /** One stretch for each request, in one command, of what the reading may know of. */
  findStretches(reading: Reading, requests: readonly NamedListRequest[]): Promise<T[][]>;
  /** How much of each list the reading may know of, in one command, from the index alone. */
  count(reading: Reading, lists: readonly Document[]): Promise<number[]>;
  /**
   * Inserts documents, each under the first free one of its slugs, and returns the slugs by id. An
   * existing document stays as it is and is missing from the answer.
   */
  insert(claims: readonly SlugClaim<Omit<T, 'slug'>>[]): Promise<ReadonlyMap<string, string>>;
  /** Lets readers know of documents from these moments on, or from an earlier one. */
  show(moments: Moments): Promise<void>;
  /**
   * Moves the moments that lie after `asOf` to others, or takes them away. What readers know of
   * already stays known.
   */
  putOff(moments: ReadonlyMap<string, Date | undefined>, asOf: Date): Promise<void>;
}

/**
 * The common part of the stores of topics and of authors.
 *
 * `listIndex` names an index of (list, `sortName`, `_id`, `shownFrom`): what may not be known yet
 * is skipped there, and never fetched. Only what matches `movable` is put off.
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
    findByIds: (reading, ids) => findByIds(reading, collection, ids),
    findBySlugs: (reading, slugs) => findByField(reading, collection, 'slug', slugs, 'slug'),
    findAfter: (reading, id, limit) => findAfterId(reading, collection, id, limit),
    findStretches: (reading, requests) => {
      const slices = requests.map(({ list, ...stretch }) =>
        keysetSlice<T>({
          lists: [{ ...list, ...shownTo(reading) }],
          sortField: 'sortName',
          ...stretch,
        }),
      );
      return readSlices(reading, collection, slices, listIndex);
    },
    count: (reading, lists) =>
      countSlices(
        reading,
        collection,
        lists.map((list) => [{ $match: { sortName: { $gte: '' }, ...list, ...shownTo(reading) } }]),
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
