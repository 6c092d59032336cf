import { MongoServerError } from 'mongodb';
import { insertNew } from './bulk.js';
import { DUPLICATE_KEY, hasCode } from './collections.js';

/** A document that needs a slug, and the slugs to try in order. */
export interface SlugClaim<T extends { readonly _id: string }> {
  readonly document: T;
  readonly slugs: Generator<string>;
}

/** How documents are inserted: one, or many in one unordered command. */
export interface Insertion<T> {
  readonly one: (document: T & { readonly slug: string }) => Promise<unknown>;
  readonly many: (documents: (T & { readonly slug: string })[]) => Promise<unknown>;
}

/**
 * Inserts documents, each with the first of its slugs that is free. Returns the slug by document
 * id. A document whose `_id` already exists is not changed and is missing from the result.
 *
 * All documents are first inserted in one command with their preferred slug; those whose slug is
 * taken follow one by one. The unique index decides, so two processes that claim one slug at the
 * same time get different slugs.
 */
export async function insertWithFreeSlugs<T extends { readonly _id: string }>(
  claims: readonly SlugClaim<T>[],
  insertion: Insertion<T>,
): Promise<ReadonlyMap<string, string>> {
  const wishes = claims.map((claim): Wish<T> => ({ ...claim, wished: nextOf(claim.slugs) }));
  const firstBySlug = new Map(wishes.toReversed().map((wish) => [wish.wished, wish]));
  const firsts = wishes.filter((wish) => firstBySlug.get(wish.wished) === wish);
  const refused = await insertAtOnce(firsts, insertion);
  const waiting = new Set(wishes.filter((wish) => firstBySlug.get(wish.wished) !== wish));
  for (const wish of refused) waiting.add(wish);
  const slugs = new Map<string, string>();
  for (const wish of wishes) {
    const slug = waiting.has(wish) ? await insertOne(wish, insertion) : wish.wished;
    if (slug !== undefined) slugs.set(wish.document._id, slug);
  }
  return slugs;
}

interface Wish<T extends { readonly _id: string }> extends SlugClaim<T> {
  readonly wished: string;
}

/** Returns the documents whose slug or `_id` already exists. */
function insertAtOnce<T extends { readonly _id: string }>(
  wishes: readonly Wish<T>[],
  { many }: Insertion<T>,
): Promise<readonly Wish<T>[]> {
  return insertNew(wishes, (all) =>
    many(all.map(({ document, wished }) => ({ ...document, slug: wished }))),
  );
}

/** Returns the slug that the document got; `undefined` if its `_id` already exists. */
async function insertOne<T extends { readonly _id: string }>(
  { document, wished, slugs }: Wish<T>,
  { one }: Insertion<T>,
): Promise<string | undefined> {
  for (let slug = wished; ; slug = nextOf(slugs)) {
    try {
      await one({ ...document, slug });
      return slug;
    } catch (error) {
      if (!hasCode(error, DUPLICATE_KEY)) throw error;
      if (!concernsIndexOn(error, 'slug')) return undefined;
    }
  }
}

function nextOf(slugs: Generator<string>): string {
  const { value, done } = slugs.next();
  if (done) throw new Error('Expected a free slug among those to try, found that all are taken');
  return value;
}

/** Whether a duplicate-key error comes from the index on a field. */
function concernsIndexOn(error: unknown, field: string): boolean {
  if (!(error instanceof MongoServerError)) return false;
  const pattern: unknown = error.keyPattern;
  return typeof pattern === 'object' && pattern !== null && field in pattern;
}
