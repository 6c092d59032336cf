import {
  MongoBulkWriteError,
  MongoClientClosedError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoOperationTimeoutError,
  MongoServerClosedError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';
import { BroadsheetError, ExitError } from '../errors.js';
import { hasCode } from './collections.js';
import { DatabaseSilent } from './reachability.js';
import type { ReadContext } from './read-context.js';

/**
 * What a read gives; a reader is told `DATABASE_UNAVAILABLE` when the database did not answer.
 *
 * It is done again once if the connection broke under it: the driver repeats most such reads, and
 * not one that wrote into a socket of which it had not heard yet that it was closed. The house gets
 * the driver's own error: imports and jobs tell by it whether a repeat may help.
 */
export async function mapUnavailable<T>(
  readContext: ReadContext,
  read: () => Promise<T>,
): Promise<T> {
  const stopWatching = readContext.watch?.();
  try {
    return await read().catch((error: unknown) => {
      if (isConnectionBroken(error)) return read();
      throw error;
    });
  } catch (error) {
    throw readContext.reader.kind === 'READER' && isUnanswered(error) ? unavailable(error) : error;
  } finally {
    stopWatching?.();
  }
}

/** Whether an error says that the database did not answer, and nothing of what was asked. */
function isUnanswered(error: unknown): boolean {
  return (
    isConnectionLost(error) ||
    // The process that ran the database has ended, and the reading with it.
    error instanceof ExitError ||
    error instanceof DatabaseSilent ||
    UNANSWERED.some((kind) => error instanceof kind) ||
    // A class that the driver does not export.
    (error instanceof Error && error.name === 'MongoPoolClosedError')
  );
}

const UNANSWERED = [
  MongoClientClosedError,
  MongoNotConnectedError,
  MongoOperationTimeoutError,
  MongoServerClosedError,
  MongoTopologyClosedError,
];

/** Whether a connection broke, rather than none having been had for long. */
function isConnectionBroken(error: unknown): boolean {
  return isConnectionLost(error) && !(error instanceof MongoServerSelectionError);
}

/** Whether an error says that the database went away, and may come back. */
export function isConnectionLost(error: unknown): boolean {
  // A bulk write wraps whatever ended it, even the socket's own error.
  const cause = error instanceof MongoBulkWriteError ? (error.errorResponse ?? error) : error;
  return (
    cause instanceof MongoNetworkError ||
    cause instanceof MongoServerSelectionError ||
    hasCode(cause, ...GOING_AWAY) ||
    (cause instanceof Error && 'code' in cause && BROKEN_SOCKET.has(cause.code))
  );
}

const BROKEN_SOCKET: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'ECONNREFUSED']);

/** What MongoDB answers while it shuts down or hands over to another member. */
const GOING_AWAY = [
  6, // HostUnreachable
  7, // HostNotFound
  89, // NetworkTimeout
  91, // ShutdownInProgress
  189, // PrimarySteppedDown
  9_001, // SocketException
  10_107, // NotWritablePrimary
  11_600, // InterruptedAtShutdown
  11_602, // InterruptedDueToReplStateChange
  13_435, // NotPrimaryNoSecondaryOk
  13_436, // NotPrimaryOrSecondary
];

function unavailable(cause: unknown): BroadsheetError {
  const error = new BroadsheetError(
    'DATABASE_UNAVAILABLE',
    'Expected an answer from the database, found none: try again in a moment.',
  );
  error.cause = cause;
  return error;
}
