import { type Db, type Document, MongoServerError } from 'mongodb';
import { processStart } from './process-identity.js';

/** A collection, the documents that it will take from now on, and its indexes. */
export interface ValidatorChange {
  readonly name: string;
  readonly validator: Document;
  /** Makes the indexes on the collection of that name. */
  readonly makeIndexes: (name: string) => Promise<void>;
}

/**
 * Puts another validator on a collection; the documents in it stay as they are.
 *
 * The embedded engine (0.1.1) has no `collMod`. There the documents go over into a collection with
 * the new validator, which then takes the name; killed before that, nothing has happened. No other
 * process may be writing meanwhile: it is for the start after an upgrade.
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
  // Of this process alone, so that two that start at once do not fill the same one.
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

/** The last look before the old documents go. */
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

/** What a process that was killed while it moved documents has left. */
async function dropLeftovers(db: Db, name: string): Promise<void> {
  const all = await db.listCollections({}, { nameOnly: true }).toArray();
  for (const { name: each } of all) {
    if (!each.startsWith(`${name}${NEXT}`)) continue;
    const pid = Number(each.slice(name.length + NEXT.length));
    const isLeft = pid === process.pid || (await processStart(pid)) === null;
    if (isLeft) await db.dropCollection(each);
  }
}
