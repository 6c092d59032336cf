import { type Db, type Document, MongoServerError } from 'mongodb';
import { processStart } from './process-identity.js';

/** A collection with its new validator and its indexes. */
export interface ValidatorChange {
  readonly name: string;
  readonly validator: Document;
  /** Creates the indexes on the collection with the given name. */
  readonly makeIndexes: (name: string) => Promise<void>;
}

/**
 * Replaces the validator of a collection; its documents are not changed.
 *
 * The embedded engine (0.1.1) has no `collMod`. There, the documents are copied into a new
 * collection with the new validator, which is then renamed. If the process is killed before the
 * renaming, the old collection is unchanged. No other process may write in the meantime: it is
 * meant for the first start after an upgrade.
 */
export async function changeValidator(db: Db, change: ValidatorChange): Promise<void> {
  try {
    await db.command({ collMod: change.name, validator: change.validator });
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code !== COMMAND_NOT_FOUND) throw error;
    await moveOver(db, change);
  }
}

const COMMAND_NOT_FOUND = 59;

async function moveOver(db: Db, { name, validator, makeIndexes }: ValidatorChange): Promise<void> {
  await dropLeftovers(db, name);
  // The name contains the process id, so that two processes that start at the same time do not fill
  // the same collection.
  const next = `${name}${NEXT}${process.pid}`;
  await db.createCollection(next, { validator });
  await makeIndexes(next);
  await db
    .collection(name)
    .aggregate([{ $merge: { into: next } }], { bypassDocumentValidation: true })
    .toArray();
  if (await hasValidator(db, name, validator)) await db.dropCollection(next);
  else await takeName(db, next, name);
}

/** Compares the number of documents before the old collection is dropped. */
async function takeName(db: Db, next: string, name: string): Promise<void> {
  const [old, moved] = await Promise.all(
    [name, next].map((each) => db.collection(each).countDocuments()),
  );
  if (old !== moved) {
    await db.dropCollection(next);
    throw new Error(`Expected ${old} documents moved from ${name} to ${next}, found ${moved}.`);
  }
  await db.renameCollection(next, name, { dropTarget: true });
}

const NEXT = '.next.';

async function hasValidator(db: Db, name: string, validator: Document): Promise<boolean> {
  const [info] = await db.listCollections({ name }, { nameOnly: false }).toArray();
  const options: Document = info !== undefined && 'options' in info ? (info.options ?? {}) : {};
  return JSON.stringify(options.validator) === JSON.stringify(validator);
}

/** Drops the collections that a killed process left while it copied documents. */
async function dropLeftovers(db: Db, name: string): Promise<void> {
  const all = await db.listCollections({}, { nameOnly: true }).toArray();
  for (const { name: each } of all) {
    if (!each.startsWith(`${name}${NEXT}`)) continue;
    const pid = Number(each.slice(name.length + NEXT.length));
    const isLeft = pid === process.pid || (await processStart(pid)) === null;
    if (isLeft) await db.dropCollection(each);
  }
}
