import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LEAST, MAGAZINE } from '../../src/json-lines/examples.js';
import { printedLineSchema } from '../../src/json-lines/json-schema.js';
import { LINES } from '../../src/json-lines/shape.js';
import { recordsIn, recordsOfLines } from '../importing/json-lines.js';
import { ofKind } from '../importing/records.js';

const PAGE = readFileSync('docs/json-lines.md', 'utf8');
const BLOCKS = [...PAGE.matchAll(/^```json\n(.*?)^```$/gms)].map(([, text = '']) => text);

describe('docs/import.schema.json', () => {
  it('is equal to the generated schema', () => {
    expect(readFileSync('docs/import.schema.json', 'utf8')).toBe(printedLineSchema());
  });

  it('describes every property', () => {
    expect(undescribed(JSON.parse(printedLineSchema()))).toEqual([]);
  });

  it('has valid examples, which use every property of an article except those of exports', async () => {
    const records = await recordsOfLines([LEAST, ...MAGAZINE]);
    const declared = new Set(MAGAZINE.flatMap((line) => Object.keys(line)));
    const untold = Object.keys(LINES.article.shape).filter((key) => !declared.has(key));
    expect(ofKind(records, 'FAILED')).toEqual([]);
    expect(untold).toEqual(['withdrawnAt', 'isRelated', 'revision']);
  });
});

describe('docs/json-lines.md', () => {
  it('shows the examples of the schema', () => {
    const lines = (all: readonly object[]) =>
      all.map((line) => `${JSON.stringify(line)}\n`).join('');
    expect(BLOCKS).toEqual([lines([LEAST]), lines(MAGAZINE)]);
  });

  it('shows only valid lines', async () => {
    for (const block of BLOCKS) expect(ofKind(await recordsIn(block), 'FAILED')).toEqual([]);
  });

  it('names every property of every line', () => {
    const keys = Object.values(LINES).flatMap(({ shape }) => Object.keys(shape));
    expect(keys.filter((key) => !PAGE.includes(`\`${key}\``) && key !== 'kind')).toEqual([]);
  });
});

/** The paths of properties without a description in a JSON Schema. */
function undescribed(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, inner]) => {
    if (key === 'examples') return [];
    const below = undescribed(inner, `${path}/${key}`);
    const isBare = path.endsWith('/properties') && !('description' in inner || '$ref' in inner);
    return isBare ? [`${path}/${key}`, ...below] : below;
  });
}
