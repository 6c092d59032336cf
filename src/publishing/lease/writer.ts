import type { IntentLog } from '../journal/intent-log.js';
import type { Lease } from './lease.js';

/** The right to write articles, topics and authors, and the log of what is being written. */
export interface Writer {
  readonly lease: Lease;
  readonly intents: IntentLog;
}
