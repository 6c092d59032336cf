/**
 * Measures the speed of an import: articles per second with the whole pipeline (reading,
 * sanitising, analysing, writing, counting, relating), as a ratio to a plain `insertMany` of the
 * finished documents, on the same engine in the same run.
 *
 *     npm run bench:import -- [articles, 3000] [rounds, 3] [words of an article, 700]
 *
 * Exits with 1 if the median ratio is below 0.25. Compare only figures of the same run: the speed
 * of a machine varies too much between two runs.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db, Document } from 'mongodb';
import { openEmbedded } from '../src/database/engine/connect-embedded.js';
import { openSource } from '../src/importing/detect.js';
import { importRecords } from '../src/importing/import-source.js';
import { AnalysisThread } from '../src/publishing/analysis/analysis-thread.js';
import { asOnlyWriter } from '../src/publishing/lease/only-writer.js';
import { Publisher } from '../src/publishing/publisher.js';
import { createStores, ensureAllCollections } from '../src/stores.js';
import { writeWordpressExport } from './archive.js';

const LEAST_RATIO = 0.25;

/** Documents per plain `insertMany`. */
const BATCH = 1_000;

const [articles = 3_000, rounds = 3, words = 700] = process.argv.slice(2).map(Number);

const folder = await mkdtemp(join(tmpdir(), 'broadsheet-bench-'));
try {
  const path = join(folder, 'export.xml');
  await writeWordpressExport(path, { articles, words });
  console.log(`${articles} articles of ${words} words, ${rounds} rounds`);
  // The first round includes the time to compile the code, on both sides.
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round += 1) ratios.push(await analysis(path, round));
  ratios.sort((a, b) => a - b);
  const median = ratios[Math.floor(ratios.length / 2)] ?? 0;
  console.log(
    `ratio: ${shown(ratios[0])} to ${shown(ratios.at(-1))}, median ${shown(median)}; expected at least ${LEAST_RATIO}`,
  );
  process.exitCode = median < LEAST_RATIO ? 1 : 0;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function analysis(path: string, round: number): Promise<number> {
  const database = await openEmbedded(join(folder, `data-${round}`), 256);
  try {
    const { db } = database;
    await ensureAllCollections(db);
    const whole = await seconds(() => importInto(db, path));
    const documents = await allDocuments(db);
    await db.dropDatabase();
    await ensureAllCollections(db);
    const plain = await seconds(() => insertPlainly(db, documents));
    console.log(
      `round ${round}: import ${Math.round(articles / whole)}/s, insertMany ${Math.round(articles / plain)}/s, ratio ${shown(plain / whole)}`,
    );
    return plain / whole;
  } finally {
    await database.close();
  }
}

async function importInto(db: Db, path: string): Promise<void> {
  const source = await openSource(path);
  const thread = new AnalysisThread();
  const stores = createStores(db);
  const account = await asOnlyWriter(stores, { purpose: 'IMPORT', waits: false }, (writer) =>
    importRecords(source.records, new Publisher(stores, writer, new Date(), thread), () => {}),
  );
  await thread.end();
  if (account.hasFailed || account.read !== articles) throw new Error(account.toText());
}

async function allDocuments(db: Db): Promise<ReadonlyMap<string, Document[]>> {
  const collections = await db.collections();
  const all = collections.map(async (collection): Promise<[string, Document[]]> => {
    return [collection.collectionName, await collection.find().toArray()];
  });
  return new Map(await Promise.all(all));
}

async function insertPlainly(
  db: Db,
  documents: ReadonlyMap<string, readonly Document[]>,
): Promise<void> {
  for (const [name, all] of documents) {
    for (let start = 0; start < all.length; start += BATCH) {
      await db.collection(name).insertMany(all.slice(start, start + BATCH));
    }
  }
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
}

function shown(ratio = 0): string {
  return ratio.toFixed(2);
}
