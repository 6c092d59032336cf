import type { Plugin } from 'graphql-yoga';

/** Answers a request that is its own, `undefined` for one that is not. */
export type Route = (request: Request) => Promise<Response | undefined> | Response | undefined;

/** Everything that is answered beside GraphQL: the first route that knows a request takes it. */
export function routes(others: readonly Route[]): Plugin {
  return {
    onRequest: async ({ request, endResponse }) => {
      for (const route of [home, health, ...others]) {
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
