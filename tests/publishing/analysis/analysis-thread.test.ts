import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Analyser, analyseHere } from '../../../src/publishing/analysis/analysis.js';
import { articles } from '../../support/entries.js';

/** Loads the compiled class, because a worker thread runs compiled code. */
async function thread(): Promise<Analyser & { end(): Promise<void> }> {
  const built = new URL('../../../dist/publishing/analysis/analysis-thread.js', import.meta.url)
    .href;
  const { AnalysisThread } = await import(built);
  return new AnalysisThread();
}

const entries = articles(60, (n) => ({
  html: `<p>Number ${n} of <a href="/x/${n}">many</a>.</p><script>no()</script>`,
  standfirst: `Standfirst ${n}`,
  image: { url: `/pictures/${n}.jpg` },
}));

/**
 * Number of results that each thread of a test has returned. Other results come from the main
 * thread.
 */
let answersOfThreads: number[];
const watch = (worker: Worker) => {
  const index = answersOfThreads.push(0) - 1;
  worker.on('message', () => {
    answersOfThreads[index] = (answersOfThreads[index] ?? 0) + 1;
  });
};
beforeAll(() => {
  process.on('worker', watch);
});
afterAll(() => {
  process.off('worker', watch);
});
beforeEach(() => {
  answersOfThreads = [];
});

it('returns the same results as the main thread', async () => {
  const built = await thread();
  const answers = await Promise.all([built.measure(entries), built.measure(entries.toReversed())]);
  await built.end();
  const here = await analyseHere(entries);
  expect(answers).toEqual([here, here.toReversed()]);
});

it('starts a new thread after a rest', async () => {
  const built = await thread();
  await built.measure(entries);
  await built.rest();
  const again = await built.measure(entries);
  await built.end();
  expect(answersOfThreads).toEqual([1, 1]);
  expect(again).toEqual(await analyseHere(entries));
});

it('does not rest while a batch is in progress', async () => {
  const built = await thread();
  const [asked] = await Promise.all([built.measure(entries), built.rest()]);
  await built.end();
  expect(answersOfThreads).toEqual([1]);
  expect(asked).toEqual(await analyseHere(entries));
});

it('returns no results once it is ended', async () => {
  const built = await thread();
  const [answer] = await Promise.all([built.measure(entries), built.end()]);
  expect(new Set(answer.map(({ kind }) => kind))).toEqual(new Set(['UNMEASURABLE']));
});
