import type { Plugin } from 'graphql-yoga';
import { errorResponse } from './error-response.js';

/** Refuses a body of more bytes, whether or not the client says how long it is. */
export function limitBody(maxBytes: number): Plugin {
  return {
    onRequest: async ({ request, setRequest, endResponse, fetchAPI }) => {
      if (request.method !== 'POST') return;
      const declared = request.headers.get('content-length');
      if (declared !== null) {
        if (Number(declared) > maxBytes) endResponse(tooLarge(maxBytes, `${declared} bytes`));
        return;
      }
      const body = await bodyWithin(request, maxBytes);
      if (body === undefined) return endResponse(tooLarge(maxBytes, 'more'));
      const { url, method, headers, signal } = request;
      setRequest(new fetchAPI.Request(url, { method, headers, signal, body }));
    },
  };
}

async function bodyWithin(request: Request, maxBytes: number): Promise<string | undefined> {
  const reader = request.body?.getReader();
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done || value === undefined) return Buffer.concat(pieces).toString();
    bytes += value.byteLength;
    if (reader !== undefined && bytes > maxBytes) {
      void discard(reader, maxBytes * MAX_WAIT_MS);
      return undefined;
    }
    pieces.push(value);
  }
}

type BodyReader = ReadableStreamDefaultReader<Uint8Array>;

/** What a refused client may still send, in limits, before its connection is cut. */
const MAX_WAIT_MS = 20;

/**
 * Reads on without keeping anything, so that a client still sending comes to hear its refusal.
 *
 * Left unread the body would hold its connection up, and cancelled it would close it at once.
 */
async function discard(reader: BodyReader, maxBytes: number): Promise<void> {
  let bytes = 0;
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      bytes += value.byteLength;
      if (bytes > maxBytes) return await reader.cancel();
    }
  } catch {
    // The client has gone.
  }
}

function tooLarge(maxBytes: number, found: string): Response {
  return errorResponse(
    413,
    'BODY_TOO_LARGE',
    `Expected a body of at most ${maxBytes} bytes, found ${found}.`,
  );
}
