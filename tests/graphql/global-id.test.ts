import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { BroadsheetError } from '../../src/errors.js';
import { decodeGlobalId, encodeGlobalId, keyOfType } from '../../src/graphql/global-id.js';
import { type Stage, stage } from '../support/stage.js';

const typename = fc.stringMatching(/^[A-Z][A-Za-z]{0,12}$/);
const key = fc.stringMatching(/^[\w-]{1,24}$/);

describe('a global id', () => {
  it('decodes to the encoded type and key', () => {
    fc.assert(
      fc.property(typename, key, (type, id) => {
        expect(decodeGlobalId(encodeGlobalId(type, id))).toEqual({ typename: type, id });
      }),
    );
  });

  it('needs no escaping in a URL', () => {
    fc.assert(
      fc.property(typename, key, (type, id) => {
        expect(encodeGlobalId(type, id)).toMatch(/^[\w-]+$/);
      }),
    );
  });
});

describe('decodeGlobalId', () => {
  it('refuses any string that is not a global id', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        // A random text can be a valid id: `QToh` is `A:!`.
        fc.pre(!/^[A-Z]\w*:[!-~]+$/.test(Buffer.from(text, 'base64url').toString('latin1')));
        expect(codeOf(() => decodeGlobalId(text))).toBe('INVALID_ID');
      }),
    );
  });

  it.each(['', ':', 'Article', 'Article:', ':x', 'article:x', 'Article:a b', 'Article:ü'])(
    'refuses the encoding of %j',
    (text) => {
      const made = Buffer.from(text).toString('base64url');

      expect(codeOf(() => decodeGlobalId(made))).toBe('INVALID_ID');
    },
  );

  it('refuses an id with additional characters', () => {
    const id = encodeGlobalId('Article', 'x');

    for (const made of [`${id}=`, ` ${id}`, `${id}A`, id.slice(0, -1)]) {
      expect(
        codeOf(() => decodeGlobalId(made)),
        made,
      ).toBe('INVALID_ID');
    }
  });

  it('quotes the value found, shortened', () => {
    expect(() => decodeGlobalId('!'.repeat(500))).toThrow(
      `Expected a global id as an \`id\` field returns it, found "${'!'.repeat(57)}…".`,
    );
  });
});

describe('keyOfType', () => {
  it('names the expected and the found type', () => {
    expect(() => keyOfType('Article', encodeGlobalId('Topic', 'x'))).toThrow(
      'Expected an id of type Article, found one of type Topic',
    );
  });
});

describe('an id over HTTP', () => {
  let built: Stage;

  beforeAll(async () => {
    built = await stage();
  });

  it.each([
    'node(id: $id) { id }',
    'nodes(ids: [$id]) { id }',
    'article(by: { id: $id }) { id }',
    'topic(by: { id: $id }) { id }',
    'author(by: { id: $id }) { id }',
    'articles(filter: { ids: [$id] }) { totalCount }',
    'articles(filter: { withoutIds: [$id] }) { totalCount }',
    'articles(filter: { topic: { id: $id } }) { totalCount }',
  ])('is refused by { %s } if it is malformed', async (selection) => {
    await fc.assert(
      fc.asyncProperty(anyText(), async (id) => {
        const { errors } = await built.ask(`query ($id: ID!) { ${selection} }`, { id });
        expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['INVALID_ID']);
      }),
      { numRuns: 15 },
    );
  });
});

/** Any text that a client may send as an id, also text that looks like one. */
function anyText() {
  return fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.base64String(),
    fc.string().map((text) => Buffer.from(text).toString('base64url')),
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
