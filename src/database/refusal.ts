import {
  MongoBulkWriteError,
  MongoInvalidArgumentError,
  MongoServerError,
  type WriteError,
} from 'mongodb';

/** Error code for a document that violates its collection's validator. */
const DOCUMENT_INVALID = 121;
/** Error codes for a document that would be larger than MongoDB's 16 MiB. */
const DOCUMENT_TOO_LARGE = new Set<unknown>([10_334, 17_419, 17_420]);

/**
 * Why the database rejected a document, as a message for its editor; `undefined` for an error that
 * is not caused by the document.
 *
 * Only errors of the one document count. A full disk or a missing permission would affect all other
 * documents as well, and must stop the import.
 */
export function refusalOf(error: unknown): string | undefined {
  if (error instanceof MongoInvalidArgumentError && /larger than/.test(error.message)) return LARGE;
  if (!(error instanceof MongoServerError)) return undefined;
  if (DOCUMENT_TOO_LARGE.has(error.code)) return LARGE;
  const refused = [error, ...writeErrorsOf(error)].find(({ code }) => code === DOCUMENT_INVALID);
  if (refused === undefined) return undefined;
  const fields = [...new Set(fieldsIn(refused.errInfo ?? firstWriteErrorInfo(error)))];
  const found = fields.length === 0 ? '' : ` at ${fields.join(', ')}`;
  return `Expected values that match the schema of the database, found an invalid one${found}.`;
}

const LARGE =
  'Expected at most 16 MiB each for the text, a comment and all other data, found more.';

/**
 * A bulk write error has the code of its first write error only, and a later one may be the
 * validation error.
 */
function writeErrorsOf(error: MongoServerError): readonly WriteError[] {
  return error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : [];
}

/** A bulk write error has the validation details in its first write error. */
function firstWriteErrorInfo(error: MongoServerError): unknown {
  const [first]: unknown[] = Array.isArray(error.writeErrors) ? error.writeErrors : [];
  if (typeof first !== 'object' || first === null || !('err' in first)) return undefined;
  const { err } = first;
  return typeof err === 'object' && err !== null && 'errInfo' in err ? err.errInfo : undefined;
}

/** The field names in MongoDB's details of a failed validation, outermost first. */
function fieldsIn(account: unknown): string[] {
  if (Array.isArray(account)) return account.flatMap(fieldsIn);
  if (typeof account !== 'object' || account === null) return [];
  if ('propertyName' in account) return [String(account.propertyName)];
  if ('missingProperties' in account && Array.isArray(account.missingProperties)) {
    return account.missingProperties.map(String);
  }
  return Object.values(account).flatMap(fieldsIn);
}
