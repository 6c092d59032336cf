import { beforeAll, describe, expect, it } from 'vitest';
import { article } from '../support/entries.js';
import { type Stage, stage } from '../support/stage.js';

let built: Stage;

beforeAll(async () => {
  built = await stage({
    articles: [article({ title: 'Tides', publishedAt: new Date('2024-05-04T06:30:00.500Z') })],
  });
});

const WAYS = ['in the document', 'in a variable'] as const;

describe.each(WAYS)('a DateTime %s', (way) => {
  it.each([
    '2024-05-04T06:30:00Z',
    '2024-05-04T06:30:00.5Z',
    '2024-05-04T06:30Z',
    '2024-05-04t06:30:00z',
    '2024-05-04T08:30:00+02:00',
    '2024-05-04T08:30:00+0200',
    '2024-05-03T23:00:00-07:30',
    '2024-05-04T06:30:00.123456789Z',
    '2024-05-04',
    '2024-02-29',
    '0001-01-01',
  ])('accepts %s', async (moment) => {
    const { data, errors } = await askSince(moment, way);

    expect(errors).toBeUndefined();
    expect(data.articles.totalCount).toBe(1);
  });

  it.each(['2024-05-04T06:30:01Z', '2024-05-04T08:30:01+02:00', '2024-05-05'])(
    'compares %s as later',
    async (moment) => {
      const { data } = await askSince(moment, way);

      expect(data.articles.totalCount).toBe(0);
    },
  );

  it.each([
    '',
    'yesterday',
    '2024-02-30',
    '2023-02-29T00:00:00Z',
    '2024-13-01',
    '2024-00-10',
    '2024-05-00',
    '2024-05-04T24:00:00Z',
    '2024-05-04T06:60:00Z',
    '2024-05-04T06:30:60Z',
    '2024-05-04T06:30:00',
    '2024-05-04 06:30:00Z',
    '2024-05-04T06:30:00+24:00',
    '2024-5-4',
    '04.05.2024',
    '12024-05-04',
    '1714804200000',
    '2024-05-04T06:30:00Z\n',
  ])('refuses %j', async (moment) => {
    expect(await refusalOf(JSON.stringify(moment), moment, way)).toMatchObject({
      message: expect.stringContaining(
        `Expected a date and time in ISO 8601, such as "2026-05-04T06:30:00Z", found ${JSON.stringify(moment)}.`,
      ),
      extensions: { code: 'INVALID_DATE' },
    });
  });

  it.each([1714804200000, true])('refuses the JSON value %j', async (value) => {
    expect(await refusalOf(JSON.stringify(value), value, way)).toMatchObject({
      extensions: { code: 'INVALID_DATE' },
    });
  });
});

describe('a DateTime in a result', () => {
  it('is in UTC, to the millisecond', async () => {
    const { data } = await built.ask('{ articles { nodes { publishedAt } } }');

    expect(data.articles.nodes).toEqual([{ publishedAt: '2024-05-04T06:30:00.500Z' }]);
  });
});

function askSince(moment: string, way: (typeof WAYS)[number]) {
  return ask(JSON.stringify(moment), moment, way);
}

async function refusalOf(literal: string, value: unknown, way: (typeof WAYS)[number]) {
  const { errors } = await ask(literal, value, way);
  expect(errors).toHaveLength(1);
  return errors?.[0];
}

function ask(literal: string, value: unknown, way: (typeof WAYS)[number]) {
  const list = (from: string) =>
    `articles(filter: { published: { from: ${from} } }) { totalCount }`;
  return way === 'in the document'
    ? built.ask(`{ ${list(literal)} }`)
    : built.ask(`query ($from: DateTime) { ${list('$from')} }`, { from: value });
}

describe('a DateTime variable that is not a string', () => {
  it.each([{ toString: 1 }, [[]], 5, true])('is refused with INVALID_DATE: %j', async (moment) => {
    const { errors = [] } = await built.ask(
      'query($d: DateTime) { articles(filter: { published: { from: $d } }) { totalCount } }',
      { d: moment },
    );

    expect(errors[0]?.extensions.code).toBe('INVALID_DATE');
  });
});
