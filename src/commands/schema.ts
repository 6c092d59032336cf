import { readFile, writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from '../graphql/schema.js';
import { printedLineSchema } from '../json-lines/json-schema.js';
import { printError } from './print.js';

/** Which schema, and where it goes: to stdout if nowhere. */
export interface SchemaOptions {
  readonly write?: string;
  readonly check?: string;
  /** The JSON Schema of what is imported, in place of the GraphQL schema. */
  readonly import?: boolean;
}

/**
 * Prints a schema, writes it to a file, or tells (by exit code 1) that a file is not up to date.
 */
export async function runSchema({ write, check, ...which }: SchemaOptions): Promise<number> {
  const text = which.import ? printedLineSchema() : printedSchema();
  if (write !== undefined) await writeFile(write, text);
  else if (check === undefined) process.stdout.write(text);
  else if ((await readFile(check, 'utf8').catch(() => '')) !== text) {
    printError(`${check} is not what the code says: run npm run schema and commit it.`);
    return 1;
  }
  return 0;
}

/** The schema as it stands in `schema.graphql`: sorted, so that a change shows where it is. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(createSchema()))}\n`;
}
