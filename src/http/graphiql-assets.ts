import { bestEncoding } from './accept-encoding.js';
import { fileResponse } from './file-response.js';
import type { GraphiqlManifest } from './graphiql-manifest.js';

/** Where `npm run build` puts GraphiQL's files; the same from `src/` as from `dist/`. */
export const GRAPHIQL_DIRECTORY = new URL('../../dist/graphiql/', import.meta.url);

/** The path beneath which GraphiQL's files are served, below the base path. */
export const GRAPHIQL_PATH = '/graphiql/';

const FILE_ENDINGS = { br: '.br', gzip: '.gz' } as const;

/**
 * Answers with one of GraphiQL's files, in the smallest form that the client takes; 404 for any
 * other.
 *
 * Only names that the manifest lists are looked for on the disk, so no path leads out of the
 * directory. A name holds the hash of the content: what it stands for never changes, and browsers
 * are told to keep it for a year.
 */
export async function serveGraphiqlAsset(
  request: Request,
  name: string,
  directory: URL,
  { madeFrom: _, ...files }: GraphiqlManifest,
): Promise<Response> {
  if (!Object.values(files).includes(name)) {
    return new Response('GraphiQL has no such file.\n', { status: 404 });
  }
  const encoding = bestEncoding(request.headers.get('accept-encoding'), ['br', 'gzip']);
  const file = new URL(name + (encoding ? FILE_ENDINGS[encoding] : ''), directory);
  return fileResponse(request, file, {
    'content-type': `text/${name.endsWith('.css') ? 'css' : 'javascript'}; charset=utf-8`,
    ...(encoding ? { 'content-encoding': encoding } : {}),
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
    // Of the files, the workers obey this one: they need to load nothing and to ask nobody.
    'content-security-policy': "default-src 'none'",
  });
}
