import { join } from 'node:path';
import { fileResponse } from './file-response.js';
import type { Route } from './routes.js';

const PATH = '/pictures/';

const TYPES: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
};

/**
 * Serves the pictures of one folder below `/pictures/` of a base path; nothing without a folder.
 *
 * A name is letters, digits, dots and dashes and begins with none of the last two, so no path leads
 * out of the folder.
 */
export function servePictures(directoryNow: () => string | null, basePath = ''): Route {
  const path = basePath + PATH;
  return async (request) => {
    const { pathname } = new URL(request.url);
    const directory = directoryNow();
    if (directory === null || !pathname.startsWith(path)) return undefined;
    const name = pathname.slice(path.length);
    const [, ending = ''] = /^[a-z0-9][a-z0-9.-]*\.([a-z]+)$/i.exec(name) ?? [];
    const type = TYPES[ending.toLowerCase()];
    if (type === undefined) return notFound();
    return fileResponse(request, join(directory, name), {
      'content-type': type,
      'cache-control': 'public, max-age=86400',
      'access-control-allow-origin': '*',
    }).catch(notFound);
  };
}

function notFound(): Response {
  return new Response('There is no such picture.\n', { status: 404 });
}
