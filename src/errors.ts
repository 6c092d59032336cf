/**
 * Every refusal that a client may read, with its stable code and HTTP status.
 *
 * Whatever is thrown and is not a `BroadsheetError` is a bug or a fault, and is masked.
 */
export const ERROR_CODES = {
  BAD_USER_INPUT: 400,
  INVALID_ID: 400,
  INVALID_CURSOR: 400,
  INVALID_DATE: 400,
  INVALID_URL: 400,
  INVALID_PAGE_SIZE: 400,
  UNSUPPORTED_FILTER: 400,
  QUERY_TOO_DEEP: 400,
  QUERY_TOO_COMPLEX: 400,
  DATABASE_UNAVAILABLE: 503,
} as const;

/** One of the keys of `ERROR_CODES`. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** An expected refusal: its message says what was expected and what was found, and may be shown. */
export class BroadsheetError extends Error {
  override readonly name = 'BroadsheetError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * A wrong configuration or a missing service: told before anything starts, then the process ends.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** A value as found, short enough to quote in a message. */
export function quoted(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value);
}
