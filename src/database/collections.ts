import type { Collection, CreateIndexesOptions, Db, Document, IndexDirection } from 'mongodb';
import { changeValidator } from './validator-change.js';

/** An index that a query needs; it is declared next to the query. */
export interface IndexPlan {
  readonly name: string;
  readonly key: Readonly<Record<string, IndexDirection>>;
  readonly options?: CreateIndexesOptions;
}

/** What a store needs of its collection: the schema of the documents, and the indexes. */
export interface CollectionPlan {
  readonly name: string;
  /**
   * JSON Schema (MongoDB's `$jsonSchema`), so that no other client can write an invalid document.
   */
  readonly schema: Document;
  readonly indexes: readonly IndexPlan[];
}

/**
 * The collection of a plan. An acknowledged write is on disk: both ways to connect set the write
 * concern accordingly.
 */
export function collectionOf<T extends Document>(db: Db, plan: CollectionPlan): Collection<T> {
  return db.collection<T>(plan.name);
}

/**
 * Creates collections, validators and indexes as planned; what already matches the plan is not
 * changed.
 *
 * Two processes may do this at the same time. An existing index that conflicts with a planned one
 * (its name with another key or other options, or the same index under another name) is dropped.
 */
export async function ensureCollections(db: Db, plans: readonly CollectionPlan[]): Promise<void> {
  const existing = new Map<string, Document>();
  for (const info of await db.listCollections({}, { nameOnly: false }).toArray()) {
    existing.set(info.name, 'options' in info ? (info.options ?? {}) : {});
  }
  await Promise.all(plans.map((plan) => ensureCollection(db, plan, existing.get(plan.name))));
}

/** The names of a database's collections; empty if the database does not exist. */
export async function collectionNames(db: Db): Promise<ReadonlySet<string>> {
  const infos = await db.listCollections({}, { nameOnly: true }).toArray();
  return new Set(infos.map(({ name }) => name));
}

async function ensureCollection(
  db: Db,
  plan: CollectionPlan,
  options: Document | undefined,
): Promise<void> {
  const validator = { $jsonSchema: plan.schema };
  if (options === undefined) await createUnlessThere(db, plan.name, validator);
  else if (JSON.stringify(options.validator) !== JSON.stringify(validator)) {
    const makeIndexes = (name: string) => ensureIndexes(db, { ...plan, name });
    await changeValidator(db, { name: plan.name, validator, makeIndexes });
  }
  await ensureIndexes(db, plan);
}

async function createUnlessThere(db: Db, name: string, validator: Document): Promise<void> {
  try {
    await db.createCollection(name, { validator });
  } catch (error) {
    if (!hasCode(error, NAMESPACE_EXISTS)) throw error;
  }
}

async function ensureIndexes(db: Db, plan: CollectionPlan): Promise<void> {
  if (plan.indexes.length === 0) return;
  const wanted = plan.indexes.map(({ name, key, options }) => ({
    ...options,
    name,
    key: { ...key },
  }));
  try {
    await db.collection(plan.name).createIndexes(wanted);
  } catch (error) {
    if (!hasCode(error, INDEX_OPTIONS_CONFLICT, INDEX_KEY_SPECS_CONFLICT)) throw error;
    await dropInTheWay(db, plan);
    await db.collection(plan.name).createIndexes(wanted);
  }
}

/**
 * Drops conflicting indexes of earlier versions or made by hand; the planned ones are created next.
 */
async function dropInTheWay(db: Db, plan: CollectionPlan): Promise<void> {
  for (const index of await db.collection(plan.name).indexes()) {
    const isInTheWay = plan.indexes.some(({ name, key, options }) => {
      const isSame = signatureOf(key, options) === signatureOf(index.key, index);
      return (name === index.name) !== isSame;
    });
    if (isInTheWay && index.name !== undefined) await dropIfThere(db, plan.name, index.name);
  }
}

/**
 * What identifies an index apart from its name: its key and the options that change its content.
 */
function signatureOf(key: Document, options: Document = {}): string {
  const { unique = false, sparse = false, partialFilterExpression = null } = options;
  return JSON.stringify([Object.entries(key), unique, sparse, partialFilterExpression]);
}

async function dropIfThere(db: Db, collection: string, index: string): Promise<void> {
  try {
    await db.collection(collection).dropIndex(index);
  } catch (error) {
    if (!hasCode(error, INDEX_NOT_FOUND)) throw error;
  }
}

const NAMESPACE_EXISTS = 48;
const INDEX_NOT_FOUND = 27;
const INDEX_OPTIONS_CONFLICT = 85;
const INDEX_KEY_SPECS_CONFLICT = 86;

/** MongoDB's error code for a value that a unique index already holds. */
export const DUPLICATE_KEY = 11_000;

/** Whether a caught value is a MongoDB error with one of these codes. */
export function hasCode(error: unknown, ...codes: readonly number[]): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return typeof error.code === 'number' && codes.includes(error.code);
}
