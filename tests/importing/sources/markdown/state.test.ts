import { describe, expect, it } from 'vitest';
import { stateOf } from '../../../../src/importing/sources/markdown/state.js';

const NOW = new Date('2024-06-10T12:00:00Z');
const stateWith = (fields: Readonly<Record<string, unknown>>) =>
  stateOf({ date: '2024-01-01', ...fields }, 'one.md', { now: NOW });

describe('stateOf', () => {
  it.each([true, 'true', 'yes', 'on', 'y', 1, '1', 'draft'])(
    'reads draft: %j as a draft',
    (draft) => {
      expect(stateWith({ draft }).status).toBe('DRAFT');
    },
  );

  it.each([false, 'false', 'no', 'off', 0])('reads draft: %j as no draft', (draft) => {
    expect(stateWith({ draft }).status).toBe('PUBLISHED');
  });

  it.each([{ Draft: true }, { DRAFT: true }, { isDraft: true }, { is_draft: true }])(
    'reads %j as a draft',
    (fields) => {
      expect(stateWith(fields).status).toBe('DRAFT');
    },
  );

  it.each([false, 'false', 'no'])('reads published: %j as a draft', (published) => {
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
    { headless: true },
    { Headless: 'yes' },
    { build: { render: 'never', list: 'never' } },
    { build: { render: 'never' } },
    { build: { list: 'never' } },
    { build: { list: false } },
    { _build: { render: false } },
    { _build: { render: 'link' } },
    { Build: { Render: 'Never' } },
    { permalink: false },
    { permalink: 'false' },
    { eleventyExcludeFromCollections: true },
    { eleventyExcludeFromCollections: true, permalink: false },
  ])('hides %j from readers', (fields) => {
    expect(stateWith(fields).isProtected).toBe(true);
  });

  it.each([
    { headless: false },
    { build: { render: 'always', list: 'always', publishResources: false } },
    { build: { list: 'local' } },
    { build: {} },
    { build: 'nightly' },
    { permalink: '/false/' },
  ])('shows %j, which is not hidden', (fields) => {
    expect(stateWith(fields)).toMatchObject({ status: 'PUBLISHED', isProtected: false });
  });

  it.each(['publishDate', 'pubDate', 'publishdate'])(
    'schedules by a later %s in addition to a date',
    (key) => {
      expect(stateWith({ [key]: '2099-01-01' })).toMatchObject({
        status: 'SCHEDULED',
        publishedAt: new Date('2099-01-01T00:00:00Z'),
      });
    },
  );

  it('archives an expired article', () => {
    expect(stateWith({ expiryDate: '2024-02-01' }).status).toBe('ARCHIVED');
    expect(stateWith({ expirydate: '2024-02-01' }).status).toBe('ARCHIVED');
    expect(stateWith({ expiryDate: '2099-01-01' }).status).toBe('PUBLISHED');
  });

  it.each([
    [{ expiryDate: '2024-02-01' }, new Date('2024-02-01T00:00:00Z')],
    [{ expiryDate: '2099-01-01' }, undefined],
    [{ expiryDate: '2023-01-01' }, undefined],
    [{ expiryDate: '2024-02-01', private: true }, undefined],
    [{ expiryDate: '2024-02-01', draft: true }, undefined],
    [{ status: 'archived' }, undefined],
  ])('derives from %j when it was withdrawn', (fields, withdrawnAt) => {
    expect(stateWith(fields).withdrawnAt).toEqual(withdrawnAt);
  });

  it('does not read a value that is not a scalar as a clear "no"', () => {
    const draft = { toString: 1, valueOf: 1 };
    expect(stateWith({ draft, published: draft }).status).toBe('DRAFT');
  });
});
