import { BSON, type Db, type Document } from 'mongodb';

/** All documents by name of their collection, sorted by id. */
export async function dump(db: Db): Promise<Record<string, Document[]>> {
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(
    ({ name }) => name,
  );
  const entries = names.sort().map(async (name): Promise<[string, Document[]]> => {
    return [name, await db.collection(name).find().sort({ _id: 1 }).toArray()];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** A dump without leases as text; it differs if one byte of one document differs. */
export async function bytesOf(db: Db): Promise<string> {
  const { leases: _, ...all } = await dump(db);
  return BSON.EJSON.stringify(all, { relaxed: false });
}

/** Fields that depend on when and how often something was changed, counted or related. */
const MARKS = new Set(['version', 'changedAt', 'relatedAt', 'countedAsOf']);

/** A dump without versions, times and leases: it is equal after two imports of the same sources. */
export async function contentOf(db: Db): Promise<Record<string, Document[]>> {
  const withoutMarks = (document: Document): Document =>
    Object.fromEntries(Object.entries(document).filter(([name]) => !MARKS.has(name)));
  const all = Object.entries(await dump(db)).filter(([name]) => name !== 'leases');
  return Object.fromEntries(all.map(([name, found]) => [name, found.map(withoutMarks)]));
}

/**
 * The content without the related articles themselves: they depend on when they were computed, and
 * of two imports the one that ends later has seen more articles.
 */
export async function placesOf(db: Db): Promise<Record<string, Document[]>> {
  const { articles = [], ...content } = await contentOf(db);
  const placed = articles.map(({ related, ...card }) => ({
    ...card,
    hasRelatives: related.length > 0,
  }));
  return { ...content, articles: placed };
}

/** Replaces all documents by those of a dump; validators and indexes stay. */
export async function restore(db: Db, all: Record<string, readonly Document[]>): Promise<void> {
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(
    ({ name }) => name,
  );
  await Promise.all(
    names.map(async (name) => {
      const documents = all[name] ?? [];
      await db.collection(name).deleteMany({});
      if (documents.length > 0) await db.collection(name).insertMany([...documents]);
    }),
  );
}
