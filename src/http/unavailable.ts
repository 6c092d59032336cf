import type { Plugin } from 'graphql-yoga';

/** Seconds after which a client may try again. */
const RETRY_AFTER = '5';

/**
 * Answers with status 503 and `Retry-After` where the database did not answer, and nothing else
 * could be said: every field of `data` is null. Caches, proxies and clients that look at the status
 * alone then treat the answer as the failure that it is.
 */
export function answerUnavailable(): Plugin {
  return {
    onResultProcess: ({ result, setResult }) => {
      if (Array.isArray(result) || !('errors' in result) || !result.errors) return;
      if (!result.errors.some(isUnavailable) || !isNothing(result.data)) return;
      const http = { status: 503, headers: { 'retry-after': RETRY_AFTER } };
      setResult({ ...result, extensions: { ...result.extensions, http } });
    },
  };
}

function isUnavailable({ extensions }: { readonly extensions?: unknown }): boolean {
  if (typeof extensions !== 'object' || extensions === null) return false;
  return 'code' in extensions && extensions.code === 'DATABASE_UNAVAILABLE';
}

/** Whether no field has a value; a root `__typename` needs no database. */
function isNothing(data: unknown): boolean {
  if (data === null || data === undefined) return true;
  if (typeof data !== 'object' || Array.isArray(data)) return false;
  return Object.entries(data).every(([key, value]) => key === '__typename' || isEmpty(value));
}

function isEmpty(value: unknown): boolean {
  if (!Array.isArray(value)) return value === null;
  return value.length > 0 && value.every((item) => item === null);
}
