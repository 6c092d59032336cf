import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { errorResponse } from './error-response.js';

/**
 * Says what a request must look like to one that does not: JSON, one operation, with a query, in a
 * type and for a client that GraphQL speaks.
 */
export function checkRequestShape(): Plugin {
  return {
    onRequestParse: ({ request, requestParser, setRequestParser }) => {
      if (requestParser !== undefined) {
        setRequestParser(async (given) => {
          try {
            return await requestParser(given);
          } catch (error) {
            throw isAboutJson(error) ? notJson(request.method) : error;
          }
        });
      }
      return { onRequestParseDone: ({ requestParserResult }) => refuseOthers(requestParserResult) };
    },
    onResponse: ({ request, response, setResponse }) => {
      if (response.status === 415) setResponse(unsupportedType(request));
      if (response.status === 406) setResponse(notAcceptable(request));
    },
  };
}

/**
 * Yoga tells of a POST in an error of its own, of a GET in none; both carry what the parser said.
 */
function isAboutJson(error: unknown): boolean {
  if (error instanceof GraphQLError) return error.extensions.originalError !== undefined;
  return error instanceof SyntaxError;
}

function notJson(method: string): GraphQLError {
  return badRequest(
    method === 'GET'
      ? 'Expected `variables` and `extensions` in JSON, found text that is not JSON.'
      : 'Expected a body in JSON, such as {"query": "{ site { name } }"}, found text that is not JSON.',
  );
}

function refuseOthers(params: GraphQLParams | readonly GraphQLParams[]): void {
  if (isBatch(params)) {
    throw badRequest(`Expected one operation per request, found a list of ${params.length}.`);
  }
  if (params.query === undefined || params.query === null) {
    throw badRequest('Expected a `query` in the body or in the address, found none.');
  }
}

function isBatch(
  params: GraphQLParams | readonly GraphQLParams[],
): params is readonly GraphQLParams[] {
  return Array.isArray(params);
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
}

function unsupportedType(request: Request): Response {
  const found = request.headers.get('content-type') ?? 'none';
  return errorResponse(
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    `Expected a content-type of application/json, found ${found}.`,
  );
}

function notAcceptable(request: Request): Response {
  const found = request.headers.get('accept') ?? 'none';
  return errorResponse(
    406,
    'NOT_ACCEPTABLE',
    `Expected a client that takes application/json or application/graphql-response+json, found accept: ${found}.`,
  );
}
