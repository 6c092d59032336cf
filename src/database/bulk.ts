import { type Db, MongoBulkWriteError } from 'mongodb';
import { type CollectionPlan, collectionOf, DUPLICATE_KEY } from './collections.js';

/** How a bulk write is told to do all that it can, whatever stops one of its parts. */
export const UNORDERED = { ordered: false } as const;

/**
 * Inserts documents in one command, and answers with those that found their place taken: a value
 * that a unique index holds already. With all, if it is not known which.
 *
 * `insert` is one unordered `insertMany`. Measured on the embedded engine: an insert costs a third
 * of an upsert in a bulk write, and a twentieth of a command of its own.
 */
export async function insertNew<T>(
  documents: readonly T[],
  insert: (documents: T[]) => Promise<unknown>,
): Promise<T[]> {
  if (documents.length === 0) return [];
  try {
    await insert([...documents]);
    return [];
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error;
    const taken = takenIn(error);
    return taken === undefined ? [...documents] : taken.flatMap((index) => documents[index] ?? []);
  }
}

/** Writes documents, each in the place of one with the same `_id` if there is one. */
export async function putAll(
  db: Db,
  plan: CollectionPlan,
  documents: readonly { readonly _id: string }[],
): Promise<void> {
  const collection = collectionOf<{ readonly _id: string }>(db, plan);
  const known = await insertNew(documents, (added) => collection.insertMany(added, UNORDERED));
  if (known.length === 0) return;
  await collection.bulkWrite(
    known.map((document) => ({
      replaceOne: { filter: { _id: document._id }, replacement: document, upsert: true },
    })),
    UNORDERED,
  );
}

/**
 * The places of the writes that a unique index stopped; `undefined` if one did and nobody knows
 * which, since the connection was lost as well. Throws if it is about anything else.
 */
function takenIn(error: MongoBulkWriteError): number[] | undefined {
  const all = [error.writeErrors].flat();
  if (all.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
  if (all.length > 0 && !error.result.getWriteConcernError()) return all.map(({ index }) => index);
  if (error.code === DUPLICATE_KEY) return undefined;
  throw error;
}
