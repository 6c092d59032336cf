import type { Plugin } from 'graphql-yoga';
import { errorResponse } from './error-response.js';

/** Refuses a body of more bytes, whether or not the client says how long it is. */
export function limitBody(maxBytes: number): Plugin {
  return {
    onRequest: async ({ request, setRequest, endResponse, fetchAPI }) => {
      if (request.method !== 'POST') return;
      const told = request.headers.get('content-length');
      if (told !== null) {
        if (Number(told) > maxBytes) endResponse(tooLarge(maxBytes, `${told} bytes`));
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
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of request.body ?? []) {
    bytes += piece.byteLength;
    if (bytes > maxBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

function tooLarge(maxBytes: number, found: string): Response {
  return errorResponse(
    413,
    'BODY_TOO_LARGE',
    `Expected a body of at most ${maxBytes} bytes, found ${found}.`,
  );
}
