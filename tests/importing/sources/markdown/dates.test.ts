import { assert, date, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateInPath, momentOf } from '../../../../src/importing/sources/markdown/dates.js';

const NOW = new Date('2024-06-10T12:00:00Z');

describe('momentOf', () => {
  it.each([
    ['2024-05-01', '2024-05-01T00:00:00.000Z'],
    ['2024-05-01 07:30', '2024-05-01T07:30:00.000Z'],
    ['2024-05-01 07:30:15', '2024-05-01T07:30:15.000Z'],
    ['2024-05-01T07:30:15.250Z', '2024-05-01T07:30:15.250Z'],
    ['2024-05-01T07:30+02:00', '2024-05-01T05:30:00.000Z'],
    ['2024-05-01 07:30:00 -0530', '2024-05-01T13:00:00.000Z'],
    ['2024-5-1', '2024-05-01T00:00:00.000Z'],
    ['Wed, 01 May 2024 07:30:00 +0100', '2024-05-01T06:30:00.000Z'],
    ['Jul 08 2022', '2022-07-08T00:00:00.000Z'],
    ['May 1, 2024', '2024-05-01T00:00:00.000Z'],
    ['-3d 07:30', '2024-06-07T07:30:00.000Z'],
    ['-0d 06:00', '2024-06-10T06:00:00.000Z'],
    ['+9d 06:00', '2024-06-19T06:00:00.000Z'],
    ['-730d', '2022-06-11T00:00:00.000Z'],
    [new Date('2024-05-01T07:30:00Z'), '2024-05-01T07:30:00.000Z'],
  ])('reads %s', (written, expected) => {
    expect(momentOf(written, NOW)?.toISOString()).toBe(expected);
  });

  it.each([
    '',
    'next Tuesday',
    '2024-02-30',
    '2024-13-01',
    '2024-05-01 25:00',
    '2024',
    20240501,
    null,
    {},
  ])('returns undefined for %j', (written) => {
    expect(momentOf(written, NOW)).toBeUndefined();
  });

  it('reads every date as JavaScript writes it', () => {
    const min = new Date('0001-01-01T00:00:00Z');
    const max = new Date('9999-12-31T00:00:00Z');
    assert(
      property(date({ min, max, noInvalidDate: true }), (moment) => {
        expect(momentOf(moment.toISOString(), NOW)).toEqual(moment);
      }),
    );
  });

  it('never throws', () => {
    assert(property(string(), (text) => void momentOf(text, NOW)));
  });
});

describe('dateInPath', () => {
  it.each([
    ['2024-05-01-title.md', '2024-05-01'],
    ['_posts/2024-05-01-title.md', '2024-05-01'],
    ['blog/2024-05-01-title/index.md', '2024-05-01'],
    ['2024/05/01/title.md', '2024-05-01'],
    ['notes-2024-05-01.md', undefined],
    ['title.md', undefined],
  ])('reads %s', (path, expected) => {
    expect(dateInPath(path)?.toISOString().slice(0, 10)).toBe(expected);
  });
});
