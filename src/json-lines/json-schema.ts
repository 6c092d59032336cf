import { z } from 'zod';
import { LEAST, MAGAZINE } from './examples.js';
import { LINES } from './shape.js';

/**
 * The shape of a line as JSON Schema, as it stands in `docs/import.schema.json`.
 *
 * It says what the source takes, and no more than a schema can: that a day is in the calendar and
 * that a language is one is checked beyond it, and the source takes `null` for nothing.
 */
export function printedLineSchema(): string {
  const { $schema, ...shape } = z.toJSONSchema(z.union(Object.values(LINES)), { io: 'input' });
  const schema = {
    $schema,
    $id: 'urn:broadsheet:json-lines',
    title: 'A line of JSON Lines for Broadsheet',
    description:
      'One line of a file for `npx broadsheet import`, and of what `npx broadsheet export` writes: an article unless its `kind` says otherwise.',
    examples: [LEAST, ...MAGAZINE],
    ...shape,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
