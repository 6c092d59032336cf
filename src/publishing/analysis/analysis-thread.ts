import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { AnalysableEntry } from './analyse.js';
import { type Analyse, type Analyser, type AnalysisResult, analyseHere } from './analysis.js';

/** A batch of entries, sent to the worker thread. */
export interface AnalysisTask {
  readonly number: number;
  readonly entries: readonly AnalysableEntry[];
}

/** The results for the batch with the same number. */
export interface AnalysisAnswer {
  readonly number: number;
  readonly analysis: readonly AnalysisResult[];
}

/**
 * Smaller batches are analysed in the main thread, because starting a worker thread takes longer.
 */
const WORTH_A_THREAD = 50;

/**
 * Analyses large batches in a worker thread, so that an import uses a second core: sanitising and
 * analysing is most of its work.
 *
 * The thread is started with the first large batch, and does not keep the process alive. If it
 * dies, its batches are analysed in the main thread.
 */
export class AnalysisThread implements Analyser {
  #worker: Worker | undefined;
  #isEnded = false;
  #lastNumber = 0;
  readonly #waiting = new Map<number, (analysis: readonly AnalysisResult[] | undefined) => void>();

  /** Analyses a batch, in the worker thread if it is large. */
  readonly measure: Analyse = async (entries) => {
    if (entries.length < WORTH_A_THREAD || this.#isEnded) return analyseHere(entries);
    const worker = this.#worker ?? this.#begin();
    this.#lastNumber += 1;
    const task: AnalysisTask = { number: this.#lastNumber, entries: entries.map(measurable) };
    const answer = new Promise<readonly AnalysisResult[] | undefined>((resolve) => {
      this.#waiting.set(task.number, resolve);
    });
    worker.postMessage(task);
    const analysis = await answer;
    if (analysis !== undefined) return analysis;
    // After `end`, no caller needs the results, and none should wait for them.
    return this.#isEnded ? entries.map(() => ENDED) : analyseHere(entries);
  };

  /**
   * Ends the thread if it is idle, which frees a third of an import's memory. The next large batch
   * starts it again.
   */
  async rest(): Promise<void> {
    if (this.#waiting.size === 0) await this.#worker?.terminate();
  }

  /** Ends the thread permanently. */
  async end(): Promise<void> {
    this.#isEnded = true;
    await this.#worker?.terminate();
  }

  #begin(): Worker {
    const worker = new Worker(fileURLToPath(new URL('analysis-worker.js', import.meta.url)));
    worker.unref();
    worker.on('message', ({ number, analysis }: AnalysisAnswer) => {
      this.#waiting.get(number)?.(analysis);
      this.#waiting.delete(number);
    });
    const giveUp = () => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      for (const resolve of this.#waiting.values()) resolve(undefined);
      this.#waiting.clear();
    };
    worker.on('error', giveUp);
    worker.on('exit', giveUp);
    this.#worker = worker;
    return worker;
  }
}

const ENDED: AnalysisResult = { kind: 'UNMEASURABLE', reason: 'the import was stopped' };

/** Selects the fields that the analysis needs, so that nothing else is copied to the thread. */
function measurable(entry: AnalysableEntry): AnalysableEntry {
  const { title, html, baseUrl, language, standfirst, excerpt, teaser, image } = entry;
  return {
    title,
    html,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(language === undefined ? {} : { language }),
    ...(standfirst === undefined ? {} : { standfirst }),
    ...(excerpt === undefined ? {} : { excerpt }),
    ...(teaser === undefined ? {} : { teaser }),
    ...(image === undefined ? {} : { image }),
  };
}
