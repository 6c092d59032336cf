import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { MeasurableEntry } from './measure.js';
import { type Measured, type Measurer, type Measuring, measureHere } from './measuring.js';

/** Entries that are given to the thread. */
export interface MeasuringTask {
  readonly number: number;
  readonly entries: readonly MeasurableEntry[];
}

/** What the thread made of them. */
export interface MeasuringAnswer {
  readonly number: number;
  readonly measured: readonly Measured[];
}

/** Fewer entries are measured before a thread has begun. */
const WORTH_A_THREAD = 50;

/**
 * Measures large batches in a thread of its own, so that an import uses a second core: sanitising
 * and measuring is the most part of its work.
 *
 * The thread begins with the first large batch and keeps no process running. Should it die, what
 * it had is measured here.
 */
export class MeasuringThread implements Measurer {
  #worker: Worker | undefined;
  #isEnded = false;
  #lastNumber = 0;
  readonly #waiting = new Map<number, (measured: readonly Measured[] | undefined) => void>();

  /** Measures entries, in the thread if they are many. */
  readonly measure: Measuring = async (entries) => {
    if (entries.length < WORTH_A_THREAD || this.#isEnded) return measureHere(entries);
    const worker = this.#worker ?? this.#begin();
    this.#lastNumber += 1;
    const task: MeasuringTask = { number: this.#lastNumber, entries: entries.map(measurable) };
    const answer = new Promise<readonly Measured[] | undefined>((resolve) => {
      this.#waiting.set(task.number, resolve);
    });
    worker.postMessage(task);
    const measured = await answer;
    if (measured !== undefined) return measured;
    // Whoever ends the thread wants no answer any more, and least of all to wait for one.
    return this.#isEnded ? entries.map(() => ENDED) : measureHere(entries);
  };

  /** Lets the thread go, and with it a third of an import's memory; it begins anew if need be. */
  async rest(): Promise<void> {
    if (this.#waiting.size === 0) await this.#worker?.terminate();
  }

  /** Ends the thread for good, if it has begun. */
  async end(): Promise<void> {
    this.#isEnded = true;
    await this.#worker?.terminate();
  }

  #begin(): Worker {
    const worker = new Worker(fileURLToPath(new URL('measuring-worker.js', import.meta.url)));
    worker.unref();
    worker.on('message', ({ number, measured }: MeasuringAnswer) => {
      this.#waiting.get(number)?.(measured);
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

const ENDED: Measured = { kind: 'UNMEASURABLE', reason: 'the import was ended' };

/** What measuring needs, and nothing that would have to be copied for nothing. */
function measurable(entry: MeasurableEntry): MeasurableEntry {
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
