import { z } from 'zod';
import { LEAST, MAGAZINE } from './examples.js';
import { LINES } from './shape.js';

/**
 * The JSON Schema of a line, as published in `docs/import.schema.json`.
 *
 * The import checks more than a schema can express: that a date exists in the calendar, and that a
 * language tag is valid. It also accepts `null` for an absent value.
 */
export function printedLineSchema(): string {
  const { $schema, ...shape } = z.toJSONSchema(z.union(Object.values(LINES)), { io: 'input' });
  const schema = {
    $schema,
    $id: 'urn:broadsheet:json-lines',
    title: 'A line of JSON Lines for Broadsheet',
    description:
      'One line of a file for `npx broadsheet import`, and of the output of `npx broadsheet export`. It describes an article unless its `kind` says otherwise.',
    examples: [LEAST, ...MAGAZINE],
    ...shape,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
