import { parentPort } from 'node:worker_threads';
import { measured } from './measuring.js';
import type { MeasuringAnswer, MeasuringTask } from './measuring-thread.js';

parentPort?.on('message', ({ number, entries }: MeasuringTask) => {
  const answer: MeasuringAnswer = { number, measured: entries.map(measured) };
  parentPort?.postMessage(answer);
});
