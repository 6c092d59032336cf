import {
  assert,
  asyncProperty,
  integer,
  json,
  jsonValue,
  record,
  string,
  uint8Array,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordsIn, recordsOfLines } from '../json-lines.js';
import { ofKind } from '../records.js';

const STORY = { title: 'Tides', text: 'In and out.' };
const COMMENT = { body: 'Yes.', createdAt: '2024-05-01' };

/** The reason why the only line of a file fails. */
async function reasonOf(content: string | Uint8Array): Promise<string> {
  const [failed, ...others] = ofKind(await recordsIn(content), 'FAILED');
  if (failed === undefined || others.length > 0) throw new Error('expected one failure');
  return failed.reason;
}

describe('a line that fails', () => {
  it.each([
    ['{"title":"A","text":', 'expected a JSON object in one line, found the end of the line in it'],
    [
      '{"title":"A","text":"b',
      'expected a JSON object in one line, found the end of the line in it',
    ],
    [
      '{"title":"A","text":"b"',
      'expected a JSON object in one line, found the end of the line in it',
    ],
    [
      '{"title":"A" "text":"b"}',
      'expected a JSON object in one line, found invalid JSON (character 14)',
    ],
    ['Tides', 'expected a JSON object in one line, found invalid JSON'],
    ['[{"title":"A"}]', 'expected a JSON object, found a list'],
    ['"Tides"', 'expected a JSON object, found "Tides"'],
    ['null', 'expected a JSON object, found null'],
  ])('is not an object: %s', async (content, reason) => {
    expect(await reasonOf(content)).toBe(reason);
  });

  it.each([
    [
      { ...STORY, kind: 'page' },
      'expected `kind` to be one of article, site, author, topic, found "page"',
    ],
    [{ title: 'A' }, 'expected one of `html`, `markdown` and `text`, found none'],
    [{ text: 'A' }, 'expected `title` to be a text, found nothing'],
    [{ ...STORY, title: 7 }, 'expected `title` to be a text, found 7'],
    [{ ...STORY, title: null }, 'expected `title` to be a text, found nothing'],
    [{ ...STORY, html: ['a'] }, 'expected `html` to be a text, found a list'],
    [
      { ...STORY, publishedAt: 'yesterday' },
      'expected `publishedAt` to be an ISO 8601 date, found "yesterday"',
    ],
    [
      { ...STORY, publishedAt: '2024-02-30' },
      'expected `publishedAt` to be an ISO 8601 date, found "2024-02-30"',
    ],
    [
      { ...STORY, updatedAt: 1714550000 },
      'expected `updatedAt` to be an ISO 8601 date, found 1714550000',
    ],
    [
      { ...STORY, status: 'published' },
      'expected `status` to be one of DRAFT, SCHEDULED, PUBLISHED, ARCHIVED, found "published"',
    ],
    [
      { ...STORY, status: 'SCHEDULED' },
      'expected `publishedAt` because the status is SCHEDULED, found nothing',
    ],
    [
      { ...STORY, id: 2 ** 53 },
      'expected `id` to be a text or a whole number of up to 15 digits, found 9007199254740992',
    ],
    [
      { ...STORY, language: 'not a language' },
      'expected `language` to be a language tag such as "en" or "pt-BR", found "not a language"',
    ],
    [{ ...STORY, slug: '' }, 'expected `slug` to be a text that is not empty, found ""'],
    [{ ...STORY, authors: 'Ada' }, 'expected `authors` to be a list, found "Ada"'],
    [{ ...STORY, authors: [7] }, 'expected `authors[0]` to be a name or an object, found 7'],
    [
      { ...STORY, authors: [{ name: 'Ada' }, { name: 7 }] },
      'expected `authors[1].name` to be a text, found 7',
    ],
    [
      { ...STORY, authors: [{ id: 'ada' }] },
      'expected `authors[0]` to have a name, or the id of an author on an earlier line, found neither',
    ],
    [
      { ...STORY, topics: [{ taxonomy: 'TAG' }] },
      'expected `topics[0]` to have a name, or the id of a topic on an earlier line, found neither',
    ],
    [
      { ...STORY, topics: [{ name: 'Sea', taxonomy: 'section' }] },
      'expected `topics[0].taxonomy` to be one of CATEGORY, TAG, found "section"',
    ],
    [{ ...STORY, image: 7 }, 'expected `image` to be an address or an object, found 7'],
    [{ ...STORY, image: {} }, 'expected `image.url` to be a text, found nothing'],
    [
      { ...STORY, image: { url: '/a', width: 0.5 } },
      'expected `image.width` to be a whole number from 1, found 0.5',
    ],
    [
      { ...STORY, source: 'The Source' },
      'expected `source` to be an object with a name or a url, found "The Source"',
    ],
    [
      { ...STORY, comments: [{}] },
      'expected `comments[0].body` to be a text, found nothing; expected `comments[0].createdAt` to be an ISO 8601 date, found nothing',
    ],
    [
      { ...STORY, comments: [{ ...COMMENT, replies: [{ ...COMMENT, body: 1 }] }] },
      'expected `comments[0].replies[0].body` to be a text, found 1',
    ],
    [
      { ...STORY, relatedPosts: [{ id: 1, score: 2 }] },
      'expected `relatedPosts[0].score` to be a number from 0 to 1, found 2',
    ],
    [
      { ...STORY, relatedPosts: [true] },
      'expected `relatedPosts[0]` to be an id or an object with one, found true',
    ],
    [
      { ...STORY, shares: { TWITTER: 1 } },
      'expected `shares` to be an object of channels and counts, found `TWITTER` in it',
    ],
    [{ ...STORY, shares: { X: -1 } }, 'expected `shares.X` to be a whole number from 0, found -1'],
    [{ ...STORY, published_at: '2024-05-01' }, 'expected `publishedAt`, found `published_at`'],
    [{ ...STORY, date: '2009-05-01' }, 'expected `publishedAt`, found `date`'],
    [{ ...STORY, author: 'Ada' }, 'expected `authors`, found `author`'],
    [{ ...STORY, Tags: ['tides'] }, 'expected `topics`, found `Tags`'],
    [{ ...STORY, draft: true }, 'expected `status`, found `draft`'],
    [{ ...STORY, published: false }, 'expected `status`, found `published`'],
    [{ ...STORY, permalink: '/ebb' }, 'expected `addresses`, found `permalink`'],
    [{ ...STORY, Slug: 'a' }, 'expected `slug`, found `Slug`'],
    [
      { title: 1, text: 2, slug: 3, language: 4, status: 5 },
      'expected `title` to be a text, found 1; expected `slug` to be a text, found 3; expected `text` to be a text, found 2; and 2 more',
    ],
    [{ kind: 'author' }, 'expected `name` to be a text, found nothing'],
    [{ kind: 'topic', name: '' }, 'expected `name` to be a text that is not empty, found ""'],
    [{ kind: 'site', name: [] }, 'expected `name` to be a text, found a list'],
  ])('reports the error in %j', async (line, reason) => {
    expect(await reasonOf(JSON.stringify(line))).toBe(reason);
  });

  it('reports a topic below one of another taxonomy', async () => {
    const records = await recordsOfLines([
      { kind: 'topic', id: 's', taxonomy: 'CATEGORY', name: 'Sea' },
      { kind: 'topic', name: 'Salt', parent: 's' },
    ]);
    expect(ofKind(records, 'FAILED')[0]?.reason).toBe(
      'expected `parent` to be a TAG like its child, found a CATEGORY',
    );
  });

  it('reports bytes that are not UTF-8, and imports the other lines', async () => {
    const records = await recordsIn(
      Buffer.from('{"title":"A\xe9","text":"a"}\n{"title":"B","text":"b"}\n', 'latin1'),
    );
    expect(records[0]).toMatchObject({
      kind: 'FAILED',
      place: 'line 1',
      reason: 'expected UTF-8 text, found other bytes. Save the file as UTF-8',
    });
    expect(ofKind(records, 'ARTICLE').map(({ title }) => title)).toEqual(['B']);
  });

  it('is reported with its number and title, and affects no other line', async () => {
    const lines = [STORY, '', { ...STORY, title: 'Say "ü"', status: 1 }, { ...STORY, title: 'C' }];
    const content = lines.map((line) => (line === '' ? '' : JSON.stringify(line))).join('\n');
    const records = await recordsIn(content);
    expect(records.map((one) => ['place' in one && one.place, one.kind])).toEqual([
      ['line 1', 'ARTICLE'],
      ['line 3', 'FAILED'],
      ['line 4', 'ARTICLE'],
    ]);
    expect(ofKind(records, 'FAILED')[0]?.title).toBe('Say "ü"');
  });

  it('can be nested to any depth', async () => {
    const open = '{"body":"x","createdAt":"2024-05-01","replies":[';
    const deep = `{"title":"A","text":"a","comments":[${open.repeat(100_000)}${']}'.repeat(100_000)}]}`;
    expect(await reasonOf(deep)).toBe('its replies nest too deeply');
  });

  it('is one record, whatever it contains', async () => {
    await assert(
      asyncProperty(json(), async (line) => {
        const kinds = (await recordsIn(line)).map(({ kind }) => kind);
        expect(kinds).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });

  it('is refused or imported, whatever its properties contain', async () => {
    const anything = record(
      {
        title: string(),
        text: string(),
        ...Object.fromEntries(
          ['id', 'authors', 'topics', 'comments', 'image', 'shares', 'publishedAt'].map((key) => [
            key,
            jsonValue(),
          ]),
        ),
      },
      { requiredKeys: ['title', 'text'] },
    );
    await assert(
      asyncProperty(anything, async (line) => {
        expect(await recordsOfLines([line])).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  it('never affects the next line, whatever its bytes are', async () => {
    await assert(
      asyncProperty(
        uint8Array({ maxLength: 200 }),
        integer({ min: 1, max: 5 }),
        async (bytes, n) => {
          const noise = Buffer.from(bytes.filter((byte) => byte !== 0x0a && byte > 3));
          const story = Buffer.from(`\n${JSON.stringify({ ...STORY, id: n })}\n`);
          const records = await recordsIn(Buffer.concat([Buffer.from('{'), noise, story]));
          expect(ofKind(records, 'ARTICLE').map(({ place }) => place)).toContain('line 2');
        },
      ),
      { numRuns: 100 },
    );
  });
});
