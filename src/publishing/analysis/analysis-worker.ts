import { parentPort } from 'node:worker_threads';
import { analysis } from './analysis.js';
import type { AnalysisAnswer, AnalysisTask } from './analysis-thread.js';

parentPort?.on('message', ({ number, entries }: AnalysisTask) => {
  const answer: AnalysisAnswer = { number, analysis: entries.map(analysis) };
  parentPort?.postMessage(answer);
});
