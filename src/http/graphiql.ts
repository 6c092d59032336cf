import { GRAPHIQL_DIRECTORY, GRAPHIQL_PATH, serveGraphiqlAsset } from './graphiql-assets.js';
import { type GraphiqlManifest, readManifest } from './graphiql-manifest.js';
import { graphiqlMissingPage, graphiqlPage } from './graphiql-page.js';

/** Answers a request that is GraphiQL's, `undefined` for one that is not. */
export type GraphiqlHandler = (request: Request) => Promise<Response | undefined>;

/**
 * Serves GraphiQL: its page to a browser that opens `endpoint`, and its files below `assetsPath`.
 *
 * Nothing is read before a browser asks; then the manifest once, and each file as it is asked for.
 */
export function serveGraphiql(
  endpoint: string,
  directory = GRAPHIQL_DIRECTORY,
  assetsPath = GRAPHIQL_PATH,
): GraphiqlHandler {
  let manifest: Promise<GraphiqlManifest> | undefined;

  return async (request) => {
    const { pathname } = new URL(request.url);
    const isAsset = pathname.startsWith(assetsPath);
    const isPage = pathname === endpoint && takesHtml(request);
    if (!(isAsset || isPage) || !isReading(request)) return undefined;

    manifest ??= readManifest(directory);
    const files = await manifest.catch(() => undefined);
    if (!files) {
      manifest = undefined;
      return graphiqlMissingPage();
    }
    if (!isAsset) return graphiqlPage(files, assetsPath);
    const name = pathname.slice(assetsPath.length);
    return serveGraphiqlAsset(request, name, directory, files);
  };
}

function isReading({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

function takesHtml({ headers }: Request): boolean {
  return headers.get('accept')?.includes('text/html') ?? false;
}
