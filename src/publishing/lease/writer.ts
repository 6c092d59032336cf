import type { IntentLog } from '../journal/intent-log.js';
import type { Lease } from './lease.js';

/**
 * What a process needs to write articles, topics and authors: the lease and the write-intent log.
 */
export interface Writer {
  readonly lease: Lease;
  readonly intents: IntentLog;
}
