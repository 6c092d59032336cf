import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { Limits, Surface } from '../config.js';
import type { Context } from '../context.js';
import type { Log } from '../log.js';
import { limitAliases } from './alias-limit.js';
import { limitBody } from './body-limit.js';
import { codeValidationErrors, maskErrors } from './error-masking.js';
import { serveGraphiql } from './graphiql.js';
import { GRAPHIQL_DIRECTORY, GRAPHIQL_PATH } from './graphiql-assets.js';
import { refuseIntrospection } from './introspection.js';
import { requireKnownOperation } from './known-operation.js';
import { servePictures } from './pictures.js';
import { warnOfProxy } from './proxy-warning.js';
import { logRequests, type OperationCost } from './request-log.js';
import { checkRequestShape } from './request-shape.js';
import { health, home, type Route, readiness, routes } from './routes.js';
import { limitTokens } from './token-limit.js';
import { answerUnavailable } from './unavailable.js';

/** Where GraphQL is answered, below the base path. */
export const ENDPOINT = '/graphql';

/** What the handler is made of. */
export interface HandlerParts {
  readonly schema: GraphQLSchema;
  readonly surface: Surface;
  readonly limits: Limits;
  readonly log: Log;
  readonly costOf: OperationCost;
  /** Whether the database answers. */
  readonly isReady: () => Promise<boolean>;
  readonly context: (request: Request) => Context;
  readonly picturesDirectory?: () => string | null;
  /** What absolute addresses begin with because no configuration says so; see `warnOfProxy`. */
  readonly assumedUrl?: () => string;
}

/** Answers HTTP requests, from Node's server or over `fetch`. */
export type Handler = ReturnType<typeof createHandler>;

/** The HTTP handler: GraphQL, GraphiQL, pictures and health, behind one door. */
export function createHandler(parts: HandlerParts) {
  const { basePath, isIntrospectionOn } = parts.surface;
  return createYoga<object, Context>({
    schema: parts.schema,
    context: ({ request }) => parts.context(request),
    graphqlEndpoint: basePath + ENDPOINT,
    landingPage: false,
    // Yoga would answer every address that ends so; no address ends with a space, and ours is a
    // route.
    healthCheckEndpoint: ' ',
    graphiql: false,
    logging: false,
    // Any site may ask, none is told who its visitor is: readers are known by a header, not here.
    cors: { origin: '*', credentials: false, methods: ['GET', 'POST', 'OPTIONS'] },
    maskedErrors: { maskError: maskErrors(parts.log) },
    // No field takes a file, and the limit on bodies is our own.
    multipart: false,
    maxRequestBodySize: false,
    plugins: [
      routes(allRoutes(parts)),
      ...(parts.assumedUrl ? [warnOfProxy(parts.log, parts.assumedUrl)] : []),
      limitBody(parts.limits.bodyBytes),
      checkRequestShape(),
      limitTokens(parts.limits.tokens),
      limitAliases(parts.limits.aliases),
      requireKnownOperation(),
      ...(isIntrospectionOn ? [] : [refuseIntrospection()]),
      codeValidationErrors(parts.log),
      answerUnavailable(),
      logRequests(parts.log, parts.costOf),
    ],
  });
}

/** What is answered beside GraphQL. */
function allRoutes({ surface, isReady, picturesDirectory }: HandlerParts): readonly Route[] {
  const { basePath, isGraphiqlOn } = surface;
  const endpoint = basePath + ENDPOINT;
  return [
    health(`${basePath}/health`),
    readiness(`${basePath}/ready`, isReady),
    ...(isGraphiqlOn
      ? [
          home(`${basePath}/`, endpoint),
          serveGraphiql(endpoint, GRAPHIQL_DIRECTORY, basePath + GRAPHIQL_PATH),
        ]
      : []),
    servePictures(picturesDirectory ?? (() => null), basePath),
  ];
}
