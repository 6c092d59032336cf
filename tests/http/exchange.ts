import { expect } from 'vitest';
import { z } from 'zod';
import { SITE_URL, type Stage } from '../support/stage.js';

/** A refusal as a client sees it. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

/** Posts a body as it is. */
export function post(
  built: Stage,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return send(built, 'POST', '/graphql', { ...JSON_HEADERS, ...headers }, body);
}

/** Posts an operation. */
export function postQuery(built: Stage, operation: Readonly<Record<string, unknown>>) {
  return post(built, JSON.stringify(operation));
}

/** Sends any request to a stage's gateway. */
export async function send(
  built: Stage,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): Promise<Response> {
  return built.app.handler.fetch(`${SITE_URL}${path}`, {
    method,
    headers: { ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

const refusalShape = z.object({
  errors: z.array(
    z.looseObject({ message: z.string(), extensions: z.looseObject({ code: z.string() }) }),
  ),
});

/** What traces, engines and libraries leave in a message. */
export const NOT_FOR_CLIENTS = /\n\s+at |node_modules|mongo|bson|pothos|yoga|undefined|\[object/i;

/** The one refusal in an answer, which tells nothing of what lies behind the gateway. */
export async function refusalIn(response: Response): Promise<Refusal> {
  const text = await response.text();
  expect(text).not.toMatch(NOT_FOR_CLIENTS);
  const { errors } = refusalShape.parse(JSON.parse(text));
  expect(errors).toHaveLength(1);
  const [error] = errors;
  return {
    status: response.status,
    code: error?.extensions.code ?? '',
    message: error?.message ?? '',
  };
}
