import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** What is known of a request while it is answered, for its line in the log. */
export interface RequestRecord {
  readonly id: string;
  /** As `performance.now()` said when the request came. */
  readonly begun: number;
  readonly signal: AbortSignal;
  /** The codes of the errors in the answer, each once. */
  readonly codes: Set<string>;
  /** The operation's own name; absent if it has none or there is no operation. */
  operation?: string;
  /** The complexity of the operation. */
  cost?: number;
  /** The MongoDB commands that were answered so far. */
  commands?: readonly unknown[];
  status?: number;
}

const storage = new AsyncLocalStorage<RequestRecord>();

/** Does the work of answering a request, which can reach its record by `currentRequest`. */
export function withRecord<T>(record: RequestRecord, work: () => T): T {
  return storage.run(record, work);
}

/** The record of the request that is being answered; `undefined` outside of one. */
export function currentRequest(): RequestRecord | undefined {
  return storage.getStore();
}

/**
 * Whether the client went away before it was answered.
 *
 * Yoga's own signal has a reason then, but `aborted` stays false once `AbortSignal.any` used it.
 */
export function hasClientGone({ signal }: Pick<RequestRecord, 'signal'>): boolean {
  return signal.aborted || signal.reason !== undefined;
}

/** The header that carries a request's id, both ways. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** The id that a client or proxy gave a request, if it can be used; else a new one. */
export function requestIdFrom(header: string | null | undefined): string {
  return header && USABLE_ID.test(header) ? header : randomUUID();
}

/** Printable ASCII without spaces, at most 100 characters. */
const USABLE_ID = /^[!-~]{1,100}$/;
