import { readFileSync } from 'node:fs';
import { buildSchema, Kind, parse, validate, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { READY_OPERATIONS, type ReadyOperation } from '../../src/http/graphiql-operations.js';

const named = READY_OPERATIONS.map((operation) => [nameOf(operation), operation] as const);

describe('READY_OPERATIONS', () => {
  it('opens the article page first', () => {
    expect(named.map(([name]) => name)).toEqual([
      'ArticlePage',
      'FrontPage',
      'TopicWithArticles',
      'RelatedPosts',
      'ReadingTime',
      'Paging',
    ]);
  });

  it.each(named)('%s is valid against schema.graphql', (_name, { query }) => {
    const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));

    expect(validate(schema, parse(query))).toEqual([]);
  });

  it.each(named)('%s begins with what it shows', (_name, { query }) => {
    expect(query).toMatch(/^# [A-Z]/);
  });

  it.each(named)('%s asks for articles and comments by their edges', (_name, { query }) => {
    const paged: string[] = [];
    visit(parse(query), {
      Field: ({ name, selectionSet }) => {
        if (!['articles', 'comments'].includes(name.value)) return;
        for (const each of selectionSet?.selections ?? []) {
          if (each.kind === Kind.FIELD) paged.push(each.name.value);
        }
      },
    });

    expect(paged).not.toContain('nodes');
  });

  it.each(named)('%s has a value for each of its variables', (_name, operation) => {
    const values: unknown = JSON.parse(operation.variables ?? '{}');

    expect(Object.keys(Object(values))).toEqual(variablesOf(operation));
  });
});

function nameOf({ query }: ReadyOperation): string | undefined {
  return operationsIn(query)[0]?.name?.value;
}

function variablesOf({ query }: ReadyOperation): string[] {
  return operationsIn(query).flatMap(({ variableDefinitions = [] }) =>
    variableDefinitions.map(({ variable }) => variable.name.value),
  );
}

function operationsIn(query: string) {
  return parse(query).definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
}
