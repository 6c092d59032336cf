import { MongoServerError } from 'mongodb';
import { insertNew } from './bulk.js';
import { DUPLICATE_KEY, hasCode } from './collections.js';

/** A document that is to get a slug, and those to try for it one after the other. */
export interface SlugClaim<T extends { readonly _id: string }> {
  readonly document: T;
  readonly slugs: Generator<string>;
}

/** How documents go into a collection: one, or many in one command, in no order. */
export interface Insertion<T> {
  readonly one: (document: T & { readonly slug: string }) => Promise<unknown>;
  readonly many: (documents: (T & { readonly slug: string })[]) => Promise<unknown>;
}

/**
 * Inserts documents, each under the first of its slugs that nobody has, and tells which it got; one
 * whose `_id` is there already stays as it is and is missing from the answer.
 *
 * All go in with one command under the slug that they wish; those that find it taken follow one by
 * one. The unique index decides, so two processes that claim one slug at once get two.
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

/** Those of which the slug, or the `_id`, was there already. */
function insertAtOnce<T extends { readonly _id: string }>(
  wishes: readonly Wish<T>[],
  { many }: Insertion<T>,
): Promise<readonly Wish<T>[]> {
  return insertNew(wishes, (all) =>
    many(all.map(({ document, wished }) => ({ ...document, slug: wished }))),
  );
}

/** The slug that it got; `undefined` if its `_id` is there already. */
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
  if (done) throw new Error('Every slug that was tried is taken');
  return value;
}

/** Whether a duplicate-key error comes from the index on a field. */
function concernsIndexOn(error: unknown, field: string): boolean {
  if (!(error instanceof MongoServerError)) return false;
  const pattern: unknown = error.keyPattern;
  return typeof pattern === 'object' && pattern !== null && field in pattern;
}
