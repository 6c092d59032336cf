/**
 * The stable codes, as `extensions.code`, of all errors of this project that clients can see.
 *
 * Anything else that is thrown is a bug or a fault: clients see only a masked error. The codes of
 * GraphQL's own errors and of HTTP errors are defined in `http/`.
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

/**
 * An expected error, with a code. Its message is shown to the client: it says what was expected and
 * what was found.
 */
export class BroadsheetError extends Error {
  override readonly name = 'BroadsheetError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Ends a command with one sentence for the user and an exit code. */
export class ExitError extends Error {
  override readonly name: string = 'ExitError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * A wrong configuration or a missing service. It is reported before anything starts; then the
 * process ends with exit code 1.
 */
export class StartError extends ExitError {
  override readonly name = 'StartError';

  constructor(message: string) {
    super(message, 1);
  }
}

/** The message of an error, or the text of any other thrown value, for use inside a sentence. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A value in quotes for an error message, cut to 60 characters. */
export function quoted(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value);
}
