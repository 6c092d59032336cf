import { currentRequest } from './request-record.js';

/** An answer to a request that never became an operation, in the shape of GraphQL's. */
export function errorResponse(status: number, code: string, message: string): Response {
  currentRequest()?.codes.add(code);
  return Response.json(
    { errors: [{ message, extensions: { code } }] },
    { status, headers: { 'access-control-allow-origin': '*' } },
  );
}
