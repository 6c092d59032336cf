import {
  MongoBulkWriteError,
  MongoInvalidArgumentError,
  MongoServerError,
  type WriteError,
} from 'mongodb';

/** A document broke its collection's validator. */
const DOCUMENT_INVALID = 121;
/** A document would be larger than MongoDB's 16 MiB. */
const DOCUMENT_TOO_LARGE = new Set<unknown>([10_334, 17_419, 17_420]);

/**
 * Why the database will not have a document, in a sentence for its editor; `undefined` for an error
 * that is not the document's own fault.
 *
 * Only what concerns the one document counts. A full disk or a missing right would refuse all
 * others as well, and must stop the work.
 */
export function refusalOf(error: unknown): string | undefined {
  if (error instanceof MongoInvalidArgumentError && /larger than/.test(error.message)) return LARGE;
  if (!(error instanceof MongoServerError)) return undefined;
  if (DOCUMENT_TOO_LARGE.has(error.code)) return LARGE;
  const refused = [error, ...writeErrorsOf(error)].find(({ code }) => code === DOCUMENT_INVALID);
  if (refused === undefined) return undefined;
  const fields = [...new Set(fieldsIn(refused.errInfo ?? firstWriteErrorInfo(error)))];
  const found = fields.length === 0 ? '' : ` at ${fields.join(', ')}`;
  return `Expected values that the database takes, found one that it refuses${found}.`;
}

const LARGE = 'Expected at most 16 MiB for a text, a comment, or all else of it, found more.';

/** A bulk write is named after the first of its errors, and another may be the telling one. */
function writeErrorsOf(error: MongoServerError): readonly WriteError[] {
  return error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : [];
}

/** A bulk write keeps the reason with the first write that failed. */
function firstWriteErrorInfo(error: MongoServerError): unknown {
  const [first]: unknown[] = Array.isArray(error.writeErrors) ? error.writeErrors : [];
  if (typeof first !== 'object' || first === null || !('err' in first)) return undefined;
  const { err } = first;
  return typeof err === 'object' && err !== null && 'errInfo' in err ? err.errInfo : undefined;
}

/** The names that MongoDB's account of a failed validation complains of, outermost first. */
function fieldsIn(account: unknown): string[] {
  if (Array.isArray(account)) return account.flatMap(fieldsIn);
  if (typeof account !== 'object' || account === null) return [];
  if ('propertyName' in account) return [String(account.propertyName)];
  if ('missingProperties' in account && Array.isArray(account.missingProperties)) {
    return account.missingProperties.map(String);
  }
  return Object.values(account).flatMap(fieldsIn);
}
