/**
 * The stable code of every refusal that a client may read, as `extensions.code`.
 *
 * Whatever is thrown and is not a `BroadsheetError` is a bug or a fault, and is masked. GraphQL's
 * own refusals and those of HTTP have codes of theirs (`http/`).
 */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'INVALID_ID'
  | 'INVALID_CURSOR'
  | 'INVALID_DATE'
  | 'INVALID_URL'
  | 'INVALID_PAGE_SIZE'
  | 'UNSUPPORTED_FILTER'
  | 'UNKNOWN_FILTER_VALUE'
  | 'QUERY_TOO_DEEP'
  | 'QUERY_TOO_COMPLEX'
  | 'DATABASE_UNAVAILABLE';

/** An expected refusal: its message says what was expected and what was found, and may be shown. */
export class BroadsheetError extends Error {
  override readonly name = 'BroadsheetError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** An expected end of a command: one sentence for the person who called it, and an exit code. */
export class ExitError extends Error {
  override readonly name: string = 'ExitError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * A wrong configuration or a missing service: told before anything starts, then the process ends.
 */
export class StartError extends ExitError {
  override readonly name = 'StartError';

  constructor(message: string) {
    super(message, 1);
  }
}

/** What an error says, or whatever else was thrown, for a sentence about it. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A value as found, short enough to quote in a message. */
export function quoted(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value);
}
