import type { Collection, Document, Hint } from 'mongodb';
import { aggregateMany, findMany } from './find.js';
import type { Slice } from './keyset.js';
import type { ReadContext } from './read-context.js';

/** Slices per command. MongoDB accepts pipelines of up to 1,000 stages. */
const SLICES_PER_COMMAND = 900;

/**
 * The documents of many slices of one collection, in the order of the slices, in one command for up
 * to 900 slices.
 *
 * One slice is a plain `find`; several are combined by `$unionWith`, each with its own index scan.
 * So the first comments of fifty articles cost one command and examine only what they return.
 */
export async function readSlices<T extends Document>(
  readContext: ReadContext,
  collection: Collection<T>,
  slices: readonly Slice<T>[],
  hint: Hint,
): Promise<T[][]> {
  const [only, ...others] = slices;
  if (only === undefined) return [];
  if (others.length === 0) {
    return [await findMany(readContext, collection, { ...only, hint, sort: { ...only.sort } })];
  }
  const chunks = chunked(slices, SLICES_PER_COMMAND);
  const answers = await Promise.all(
    chunks.map((chunk) => readUnited(readContext, collection, chunk)),
  );
  return answers.flat();
}

interface Row<T> extends Document {
  readonly slice: number;
  readonly document: T;
}

async function readUnited<T extends Document>(
  readContext: ReadContext,
  collection: Collection<T>,
  slices: readonly Slice<T>[],
): Promise<T[][]> {
  const stages = slices.map((slice, index): Document[] => [
    { $match: slice.filter },
    { $sort: slice.sort },
    { $limit: slice.limit },
    { $project: { _id: 0, slice: { $literal: index }, document: '$$ROOT' } },
  ]);
  const rows = await aggregateMany<T, Row<T>>(
    readContext,
    collection,
    united(collection.collectionName, stages),
    slices.length,
  );
  const answers: T[][] = slices.map(() => []);
  for (const row of rows) answers[row.slice]?.push(row.document);
  return answers;
}

/**
 * The number of documents that each pipeline returns, in the order of the pipelines; one command
 * for up to 900 pipelines.
 */
export async function countSlices<T extends Document>(
  readContext: ReadContext,
  collection: Collection<T>,
  pipelines: readonly Document[][],
): Promise<number[]> {
  const chunks = chunked(pipelines, SLICES_PER_COMMAND);
  const answers = await Promise.all(
    chunks.map((chunk) => countUnited(readContext, collection, chunk)),
  );
  return answers.flat();
}

async function countUnited<T extends Document>(
  readContext: ReadContext,
  collection: Collection<T>,
  pipelines: readonly Document[][],
): Promise<number[]> {
  const counting = pipelines.map((stages, index): Document[] => [
    ...stages,
    { $count: 'count' },
    { $project: { count: 1, slice: { $literal: index } } },
  ]);
  const rows = await aggregateMany<T, { slice: number; count: number }>(
    readContext,
    collection,
    united(collection.collectionName, counting),
    pipelines.length,
  );
  const counts = pipelines.map(() => 0);
  for (const row of rows) counts[row.slice] = row.count;
  return counts;
}

/**
 * Combines several pipelines over one collection into one that returns their results in sequence.
 */
function united(collectionName: string, pipelines: readonly Document[][]): Document[] {
  const [first = [], ...others] = pipelines;
  return [
    ...first,
    ...others.map((pipeline) => ({ $unionWith: { coll: collectionName, pipeline } })),
  ];
}

/** Splits a list into parts of at most `size`. */
function chunked<T>(list: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < list.length; start += size) {
    chunks.push(list.slice(start, start + size));
  }
  return chunks;
}
