import { BSON, type Db, type Document } from 'mongodb';

/** All documents of all collections, by the collection's name, in the order of their ids. */
export async function dump(db: Db): Promise<Record<string, Document[]>> {
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(
    ({ name }) => name,
  );
  const entries = names.sort().map(async (name): Promise<[string, Document[]]> => {
    return [name, await db.collection(name).find().sort({ _id: 1 }).toArray()];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** A dump without leases as text that differs if one byte of one document does. */
export async function bytesOf(db: Db): Promise<string> {
  const { leases: _, ...all } = await dump(db);
  return BSON.EJSON.stringify(all, { relaxed: false });
}

/** What tells when and how often something was marked, counted or related. */
const MARKS = new Set(['mark', 'changedAt', 'relatedAt', 'countedAsOf']);

/** A dump without marks and leases: what two imports must agree on, whenever they ran. */
export async function contentOf(db: Db): Promise<Record<string, Document[]>> {
  const withoutMarks = (document: Document): Document =>
    Object.fromEntries(Object.entries(document).filter(([name]) => !MARKS.has(name)));
  const all = Object.entries(await dump(db)).filter(([name]) => name !== 'leases');
  return Object.fromEntries(all.map(([name, found]) => [name, found.map(withoutMarks)]));
}

/**
 * The content, but for how near relatives are: that is as of when they were looked for, and of two
 * imports the one that ends later has seen more.
 */
export async function placesOf(db: Db): Promise<Record<string, Document[]>> {
  const { articles = [], ...content } = await contentOf(db);
  const placed = articles.map(({ related, ...card }) => ({
    ...card,
    hasRelatives: related.length > 0,
  }));
  return { ...content, articles: placed };
}

/** Puts a dump in the place of all documents; validators and indexes stay. */
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
