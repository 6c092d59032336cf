import { assert, date, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentOf } from '../../src/json-lines/moment.js';

describe('momentOf', () => {
  it.each([
    ['2024-05-01', '2024-05-01T00:00:00.000Z'],
    ['2024-05-01T07:30Z', '2024-05-01T07:30:00.000Z'],
    ['2024-05-01 07:30:10', '2024-05-01T07:30:10.000Z'],
    ['2024-05-01T07:30:10.1234567Z', '2024-05-01T07:30:10.123Z'],
    ['2024-05-01T07:30:00+02:00', '2024-05-01T05:30:00.000Z'],
    ['2024-05-01T07:30:00-0530', '2024-05-01T13:00:00.000Z'],
  ])('reads %s', (written, expected) => {
    expect(momentOf(written)?.toISOString()).toBe(expected);
  });

  it.each([
    '',
    'yesterday',
    '2024',
    '2024-13-01',
    '2023-02-29',
    '2024-05-01T25:00Z',
    '2024-05-01T07:30:00+99:00',
    '01.05.2024',
    '1714550000',
    ' 2024-05-01',
  ])('returns undefined for «%s»', (written) => {
    expect(momentOf(written)).toBeUndefined();
  });

  it('reads every date as an export writes it', () => {
    assert(
      property(date({ noInvalidDate: true }), (moment) => {
        expect(momentOf(moment.toISOString())).toEqual(moment);
      }),
    );
  });
});
