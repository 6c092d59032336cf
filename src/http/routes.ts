import type { Plugin } from 'graphql-yoga';

/** Answers a request that is its own, `undefined` for one that is not. */
export type Route = (request: Request) => Promise<Response | undefined> | Response | undefined;

/** Everything that is answered beside GraphQL: the first route that knows a request takes it. */
export function routes(isReady: () => Promise<boolean>, others: readonly Route[]): Plugin {
  const all = [home, health, readiness(isReady), ...others];
  return {
    onRequest: async ({ request, endResponse }) => {
      for (const route of all) {
        const response = await route(request);
        if (response !== undefined) return endResponse(response);
      }
    },
  };
}

/** A visitor of the bare address is led to GraphiQL. */
function home(request: Request): Response | undefined {
  if (new URL(request.url).pathname !== '/' || request.method !== 'GET') return undefined;
  return new Response(null, { status: 302, headers: { location: '/graphql' } });
}

/** Whether the process answers at all; it says nothing of the database. */
function health(request: Request): Response | undefined {
  if (new URL(request.url).pathname !== '/health') return undefined;
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}

/** Whether requests can be answered: 200 if the database answers, 503 if it does not. */
function readiness(isReady: () => Promise<boolean>): Route {
  return async (request) => {
    if (new URL(request.url).pathname !== '/ready') return undefined;
    const headers = { 'cache-control': 'no-store' };
    if (await isReady()) return Response.json({ status: 'ok' }, { headers });
    const body = { status: 'unavailable', reason: 'The database does not answer.' };
    return Response.json(body, { status: 503, headers });
  };
}
