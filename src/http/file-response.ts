import { readFile } from 'node:fs/promises';

/**
 * A file as an answer, with its length; without its content for a `HEAD`. Throws if it cannot be
 * read.
 *
 * Read whole: none that is served here is larger than a few megabytes.
 */
export async function fileResponse(
  request: Request,
  file: string | URL,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const content = new Uint8Array(await readFile(file));
  return new Response(request.method === 'HEAD' ? null : content, {
    headers: {
      ...headers,
      'content-length': String(content.byteLength),
      'x-content-type-options': 'nosniff',
    },
  });
}
