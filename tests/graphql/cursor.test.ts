import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { BroadsheetError } from '../../src/errors.js';
import { decodeCursor, encodeCursor } from '../../src/graphql/cursor.js';
import { type Stage, stage } from '../support/stage.js';

const position = fc.record({
  value: fc.oneof(fc.string({ unit: 'binary' }), fc.date({ noInvalidDate: true })),
  id: fc.string(),
});

describe('a cursor', () => {
  it('decodes to the encoded position', () => {
    fc.assert(
      fc.property(fc.string(), position, (order, place) => {
        expect(decodeCursor(order, encodeCursor(order, place))).toEqual(place);
      }),
    );
  });

  it('needs no escaping in a URL', () => {
    fc.assert(
      fc.property(fc.string(), position, (order, place) => {
        expect(encodeCursor(order, place)).toMatch(/^[\w-]+$/);
      }),
    );
  });
});

const PLACE = { value: new Date('2024-05-01'), id: 'x' };
const CURSOR = encodeCursor('articles NEWEST_FIRST', PLACE);

describe('decodeCursor', () => {
  it('refuses any string that is not a cursor', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(codeOf(() => decodeCursor('articles NEWEST_FIRST', text))).toBe('INVALID_CURSOR');
      }),
    );
  });

  it.each([
    ['an additional character', `${CURSOR}A`],
    ['a character that Base64 ignores', `${CURSOR}!`],
    ['padding', `${CURSOR}=`],
    ['a space', ` ${CURSOR}`],
    ['the end cut off', CURSOR.slice(0, -1)],
  ])('refuses a cursor with %s', (_name, cursor) => {
    expect(codeOf(() => decodeCursor('articles NEWEST_FIRST', cursor))).toBe('INVALID_CURSOR');
  });

  it.each([
    ['another version', [2, 'articles NEWEST_FIRST', 0, 'x']],
    ['no id', [1, 'articles NEWEST_FIRST', 0]],
    ['a number as the id', [1, 'articles NEWEST_FIRST', 0, 7]],
    ['no sort value', [1, 'articles NEWEST_FIRST', null, 'x']],
    ['an object as the sort value', [1, 'articles NEWEST_FIRST', { $gt: 0 }, 'x']],
    ['an invalid date', [1, 'articles NEWEST_FIRST', 1e20, 'x']],
    ['a fraction of a millisecond', [1, 'articles NEWEST_FIRST', 0.5, 'x']],
    ['an object instead of an array', { length: 4 }],
  ])('refuses a forged cursor with %s', (_name, content) => {
    const made = Buffer.from(JSON.stringify(content)).toString('base64url');

    expect(codeOf(() => decodeCursor('articles NEWEST_FIRST', made))).toBe('INVALID_CURSOR');
  });

  it('names the expected and the found order', () => {
    expect(() => decodeCursor('articles OLDEST_FIRST', CURSOR)).toThrow(
      'Expected a cursor of a list in the order articles OLDEST_FIRST, found one of the order "articles NEWEST_FIRST"',
    );
  });
});

describe('a cursor over HTTP', () => {
  let built: Stage;

  beforeAll(async () => {
    built = await stage();
  });

  it.each(['articles', 'topics', 'authors'])(
    'is refused by %s if it is not a cursor',
    async (field) => {
      await fc.assert(
        fc.asyncProperty(anyText(), fc.constantFrom('after', 'before'), async (cursor, side) => {
          const { errors } = await built.ask(
            `query ($cursor: String) { ${field}(${side}: $cursor) { nodes { id } } }`,
            { cursor },
          );
          expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['INVALID_CURSOR']);
        }),
        { numRuns: 25 },
      );
    },
  );

  it('is refused by a list of another kind', async () => {
    const { errors } = await built.ask(`{ authors(after: "${CURSOR}") { nodes { id } } }`);

    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('page on with the same field and orderBy as before'),
      extensions: { code: 'INVALID_CURSOR' },
    });
  });

  it('is refused by the same list in another order', async () => {
    const { errors } = await built.ask(
      `{ articles(orderBy: OLDEST_FIRST, after: "${CURSOR}") { nodes { id } } }`,
    );

    expect(errors?.[0]?.extensions.code).toBe('INVALID_CURSOR');
  });
});

/** Any text that a client may send as a cursor, also text that looks like one. */
function anyText() {
  return fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.base64String(),
    fc.json().map((text) => Buffer.from(text).toString('base64url')),
  );
}

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    return error instanceof BroadsheetError ? error.code : String(error);
  }
  return undefined;
}
