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

/** The list of each comment, by the source's identity of it. */
function listsOf(entries: readonly CommentEntry[]): Record<string, string | undefined> {
  const made = new Map(makeComments(ARTICLE, entries).map((each) => [each._id, each.list]));
  return Object.fromEntries(entries.map(({ identity }) => [identity, made.get(idOf(identity))]));
}

const top = threadsOf(ARTICLE);
const under = (identity: string) => repliesTo(idOf(identity));

describe('makeComments', () => {
  it('hangs ten levels of replies under the comment at their top', () => {
    const deep = Array.from({ length: 10 }, (_, level) =>
      comment(`${level}`, level === 0 ? {} : { parentIdentity: `${level - 1}` }),
    );
    expect(Object.values(listsOf(deep))).toEqual([top, ...Array(9).fill(under('0'))]);
  });

  it('remembers whom a reply answers, at whatever depth', () => {
    const [, , third] = makeComments(ARTICLE, [
      comment('1'),
      comment('2', { parentIdentity: '1' }),
      comment('3', { parentIdentity: '2' }),
    ]);
    expect(third).toMatchObject({ parentId: idOf('2'), threadId: idOf('1') });
  });

  it('keeps the order of the source among comments of one moment, and is quick with many', () => {
    const moments = (entries: readonly CommentEntry[]) =>
      makeComments(ARTICLE, entries).map(({ createdAt }) => createdAt.toISOString().slice(17));
    const next = { createdAt: new Date('2024-05-02T10:00:00.001Z') };
    expect(moments([comment('1'), comment('2', next), comment('3'), comment('4')])).toEqual([
      ...['00.000Z', '00.001Z', '00.002Z', '00.003Z'],
    ]);
    const many = Array.from({ length: 50_000 }, (_, n) => comment(`${n}`));
    expect(new Set(moments(many)).size).toBe(50_000);
  });

  it('knows a parent that comes later in the source', () => {
    expect(listsOf([comment('2', { parentIdentity: '1' }), comment('1')])).toEqual({
      1: top,
      2: under('1'),
    });
  });

  it('puts a reply under one that waits at the place of its next elder who can be read', () => {
    const lists = listsOf([
      comment('1'),
      comment('2', { parentIdentity: '1', status: 'PENDING' }),
      comment('3', { parentIdentity: '2' }),
    ]);
    expect(lists).toEqual({ 1: top, 2: undefined, 3: under('1') });
  });

  it('puts a reply at the top if no elder of it can be read', () => {
    const lists = listsOf([
      comment('1', { status: 'SPAM' }),
      comment('2', { parentIdentity: '1' }),
      comment('3', { parentIdentity: '2' }),
      comment('4', { parentIdentity: 'nobody' }),
    ]);
    expect(lists).toEqual({ 1: undefined, 2: top, 3: under('2'), 4: top });
  });

  it('cuts a circle where it closes, and loses nobody', () => {
    const lists = listsOf([
      comment('1', { parentIdentity: '3' }),
      comment('2', { parentIdentity: '1' }),
      comment('3', { parentIdentity: '2' }),
      comment('4', { parentIdentity: '4' }),
    ]);
    expect(lists).toEqual({ 1: under('3'), 2: under('3'), 3: top, 4: top });
  });

  it('keeps HTML as plain text, and plain text as it is', () => {
    const bodies = makeComments(ARTICLE, [
      comment('1', { body: '<p>Fine &amp; <b>good</b></p>', isHtml: true }),
      comment('2', { body: 'a < b & c' }),
    ]).map(({ body }) => body);
    expect(bodies).toEqual(['Fine & good', 'a < b & c']);
  });

  it('shows of a mail address what stands before the @, however often it is looked through', () => {
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

  it('counts two with one identity once, and takes the later', () => {
    const made = makeComments(ARTICLE, [comment('1'), comment('1', { body: 'Better.' })]);
    expect(made.map(({ body }) => body)).toEqual(['Better.']);
  });

  it('lets every comment that can be read be reached, however they hang', () => {
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
