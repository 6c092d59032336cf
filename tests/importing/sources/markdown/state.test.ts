import { describe, expect, it } from 'vitest';
import { stateOf } from '../../../../src/importing/sources/markdown/state.js';

const NOW = new Date('2024-06-10T12:00:00Z');
const stateWith = (fields: Readonly<Record<string, unknown>>) =>
  stateOf({ date: '2024-01-01', ...fields }, 'one.md', NOW);

describe('stateOf', () => {
  it.each([true, 'true', 'yes', 'on', 'y', 1, '1', 'draft'])(
    'takes draft: %j for a draft',
    (draft) => {
      expect(stateWith({ draft }).status).toBe('DRAFT');
    },
  );

  it.each([false, 'false', 'no', 'off', 0])('takes draft: %j for none', (draft) => {
    expect(stateWith({ draft }).status).toBe('PUBLISHED');
  });

  it.each([{ Draft: true }, { DRAFT: true }, { isDraft: true }, { is_draft: true }])(
    'takes %j for a draft',
    (fields) => {
      expect(stateWith(fields).status).toBe('DRAFT');
    },
  );

  it.each([false, 'false', 'no'])('takes published: %j for a draft', (published) => {
    expect(stateWith({ published }).status).toBe('DRAFT');
  });

  it.each([
    { private: 'yes' },
    { private: 'true' },
    { protected: true },
    { hidden: true },
    { unlisted: true },
    { visibility: 'private' },
    { status: 'private' },
    { password: 'x' },
  ])('keeps %j from readers', (fields) => {
    expect(stateWith(fields).isProtected).toBe(true);
  });

  it.each(['publishDate', 'pubDate'])('schedules by a later %s beside a date', (key) => {
    expect(stateWith({ [key]: '2099-01-01' })).toMatchObject({
      status: 'SCHEDULED',
      publishedAt: new Date('2099-01-01T00:00:00Z'),
    });
  });

  it('archives what has expired', () => {
    expect(stateWith({ expiryDate: '2020-01-01' }).status).toBe('ARCHIVED');
    expect(stateWith({ expiryDate: '2099-01-01' }).status).toBe('PUBLISHED');
  });
});
