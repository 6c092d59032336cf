import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommentEntry } from '../../../src/publishing/entry.js';
import { commentIdOf } from '../../../src/publishing/identity.js';
import { makeComments } from '../../../src/publishing/preparing/comments.js';
import { repliesTo, threadsOf } from '../../../src/readers/comment/comment.lists.js';

const ARTICLE = 'article';
const idOf = (identity: string) => commentIdOf(ARTICLE, identity);

function comment(identity: string, more: Partial<CommentEntry> = {}): CommentEntry {
  return {
    identity,
    authorName: 'Bo',
    body: `Remark ${identity}`,
    status: 'APPROVED',
    createdAt: new Date('2024-05-02T10:00:00Z'),
    ...more,
  };
}

/** The list of each comment, by its identity. */
function listsOf(entries: readonly CommentEntry[]): Record<string, string | undefined> {
  const made = new Map(makeComments(ARTICLE, entries).map((each) => [each._id, each.list]));
  return Object.fromEntries(entries.map(({ identity }) => [identity, made.get(idOf(identity))]));
}

const top = threadsOf(ARTICLE);
const under = (identity: string) => repliesTo(idOf(identity));

describe('makeComments', () => {
  it('lists ten levels of replies under the top comment', () => {
    const deep = Array.from({ length: 10 }, (_, level) =>
      comment(`${level}`, level === 0 ? {} : { parentIdentity: `${level - 1}` }),
    );
    expect(Object.values(listsOf(deep))).toEqual([top, ...Array(9).fill(under('0'))]);
  });

  it('stores the direct parent of a reply at any depth', () => {
    const [, , third] = makeComments(ARTICLE, [
      comment('1'),
      comment('2', { parentIdentity: '1' }),
      comment('3', { parentIdentity: '2' }),
    ]);
    expect(third).toMatchObject({ parentId: idOf('2'), threadId: idOf('1') });
  });

  it('keeps the source’s order of comments with equal times, and is fast for 50,000', () => {
    const moments = (entries: readonly CommentEntry[]) =>
      makeComments(ARTICLE, entries).map(({ createdAt }) => createdAt.toISOString().slice(17));
    const next = { createdAt: new Date('2024-05-02T10:00:00.001Z') };
    expect(moments([comment('1'), comment('2', next), comment('3'), comment('4')])).toEqual([
      ...['00.000Z', '00.001Z', '00.002Z', '00.003Z'],
    ]);
    const many = Array.from({ length: 50_000 }, (_, n) => comment(`${n}`));
    expect(new Set(moments(many)).size).toBe(50_000);
  });

  it('finds a parent that comes later in the source', () => {
    expect(listsOf([comment('2', { parentIdentity: '1' }), comment('1')])).toEqual({
      1: top,
      2: under('1'),
    });
  });

  it('lists a reply to a pending comment under the nearest ancestor that readers can see', () => {
    const lists = listsOf([
      comment('1'),
      comment('2', { parentIdentity: '1', status: 'PENDING' }),
      comment('3', { parentIdentity: '2' }),
    ]);
    expect(lists).toEqual({ 1: top, 2: undefined, 3: under('1') });
  });

  it('lists a reply at the top if readers can see none of its ancestors', () => {
    const lists = listsOf([
      comment('1', { status: 'SPAM' }),
      comment('2', { parentIdentity: '1' }),
      comment('3', { parentIdentity: '2' }),
      comment('4', { parentIdentity: 'nobody' }),
    ]);
    expect(lists).toEqual({ 1: undefined, 2: top, 3: under('2'), 4: top });
  });

  it('breaks a cycle at the link read last, and loses no comment', () => {
    const lists = listsOf([
      comment('1', { parentIdentity: '3' }),
      comment('2', { parentIdentity: '1' }),
      comment('3', { parentIdentity: '2' }),
      comment('4', { parentIdentity: '4' }),
    ]);
    expect(lists).toEqual({ 1: under('3'), 2: under('3'), 3: top, 4: top });
  });

  it('converts HTML to plain text, and keeps plain text unchanged', () => {
    const bodies = makeComments(ARTICLE, [
      comment('1', { body: '<p>Fine &amp; <b>good</b></p>', isHtml: true }),
      comment('2', { body: 'a < b & c' }),
    ]).map(({ body }) => body);
    expect(bodies).toEqual(['Fine & good', 'a < b & c']);
  });

  it('shortens an email address to the part before the @, and is idempotent', () => {
    const shown = (authorName: string) =>
      makeComments(ARTICLE, [comment('1', { authorName })])[0]?.authorName ?? '';
    expect(shown('Kim kim@home.example (@kim)')).toBe('Kim kim (@kim)');
    expect(shown('kim@home.example@work.example')).toBe('kim');
    const pieces = fc.array(fc.constantFrom('a', '@', '.', '-', ' ', '+', 'é'), { maxLength: 20 });
    fc.assert(
      fc.property(pieces, (letters) => {
        const once = shown(letters.join(''));
        expect(shown(once)).toBe(once);
      }),
    );
  });

  it('stores the later of two comments with one identity', () => {
    const made = makeComments(ARTICLE, [comment('1'), comment('1', { body: 'Better.' })]);
    expect(made.map(({ body }) => body)).toEqual(['Better.']);
  });

  it('keeps every readable comment reachable in any structure of replies', () => {
    const tangle = fc.array(
      fc.record({
        parent: fc.option(fc.nat(12)),
        status: fc.constantFrom('APPROVED', 'PENDING', 'SPAM', 'REJECTED'),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(tangle, (links) => {
        const made = makeComments(
          ARTICLE,
          links.map(({ parent, status }, n) =>
            comment(`${n}`, {
              status,
              ...(parent === null ? {} : { parentIdentity: `${parent}` }),
            }),
          ),
        );
        const tops = made.filter(({ list }) => list === top);
        const reached = tops.concat(
          tops.flatMap(({ _id }) => made.filter(({ list }) => list === repliesTo(_id))),
        );
        expect(reached.length).toBe(links.filter(({ status }) => status === 'APPROVED').length);
      }),
    );
  });
});
