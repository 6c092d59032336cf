import type { Plugin } from 'graphql-yoga';

/** Answers a request that is its own, `undefined` for one that is not. */
export type Route = (request: Request) => Promise<Response | undefined> | Response | undefined;

/** Everything that is answered beside GraphQL: the first route that knows a request takes it. */
export function routes(all: readonly Route[]): Plugin {
  return {
    onRequest: async ({ request, endResponse }) => {
      for (const route of all) {
        const response = await route(request);
        if (response !== undefined) return endResponse(response);
      }
    },
  };
}

/** Redirects a visitor of the bare address to GraphiQL. */
export function home(path: string, endpoint: string): Route {
  return (request) => {
    if (new URL(request.url).pathname !== path || request.method !== 'GET') return undefined;
    return new Response(null, { status: 302, headers: { location: endpoint } });
  };
}

const NOT_KEPT = { 'cache-control': 'no-store' };

/** Whether the process answers at all; it says nothing of the database. */
export function health(path: string): Route {
  return (request) => {
    if (new URL(request.url).pathname !== path) return undefined;
    return Response.json({ status: 'ok' }, { headers: NOT_KEPT });
  };
}

/** Whether requests can be answered: 200 if the database answers, 503 if it does not. */
export function readiness(path: string, isReady: () => Promise<boolean>): Route {
  return async (request) => {
    if (new URL(request.url).pathname !== path) return undefined;
    if (await isReady()) return Response.json({ status: 'ok' }, { headers: NOT_KEPT });
    const body = { status: 'unavailable', reason: 'The database does not answer.' };
    return Response.json(body, { status: 503, headers: NOT_KEPT });
  };
}
