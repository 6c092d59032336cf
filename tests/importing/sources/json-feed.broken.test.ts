import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceUnreadable } from '../../../src/importing/source-unreadable.js';
import {
  JsonFeedSplitter,
  type JsonPiece,
} from '../../../src/importing/sources/json-feed/splitter.js';
import { importHere } from '../../support/import-here.js';
import { publishingDatabase } from '../../support/publishing.js';
import { recordsOf } from '../feeds.js';
import { ofKind, temporaryFile } from '../records.js';

const VERSION = '"version":"https://jsonfeed.org/version/1.1"';

/** The outcome of each item of a feed given as text, in file order. */
async function fates(feed: string): Promise<string[]> {
  const records = await recordsOf(feed, 'feed.json');
  return records.flatMap((record) => {
    if (record.kind === 'ARTICLE') return [`${record.place}: ${record.title}`];
    return record.kind === 'FAILED' ? [`${record.place}: ${record.reason}`] : [];
  });
}

const none = (what: string) => `expected an item (an object in braces), found ${what}`;
const EMPTY = 'it is not valid JSON, or has no known property';

describe('an item that is not an object', () => {
  it.each([
    ['12', 'a number'],
    ['-0.5e3', 'a number'],
    ['"text"', 'a text'],
    ['"a, b] {\\"c\\": 1}"', 'a text'],
    ['"\\\\"', 'a text'],
    ['null', 'null'],
    ['true', 'true'],
    ['false', 'false'],
    ['[]', 'a list'],
    ['[{"id":"x","title":"In a list"}]', 'a list'],
    ['undefined', 'a value that is not JSON'],
  ])('is reported with its place and kind: %s', async (written, what) => {
    const feed = `{${VERSION},"items":[{"title":"A"},\n${written},\n{"title":"B"}]}`;
    expect(await fates(feed)).toEqual([
      'item 1, line 1: A',
      `item 2, line 2: ${none(what)}`,
      'item 3, line 3: B',
    ]);
  });

  it('is reported at the beginning, at the end, and alone', async () => {
    expect(await fates(`{${VERSION},"items":[null,{"title":"A"},7]}`)).toEqual([
      `item 1, line 1: ${none('null')}`,
      'item 2, line 1: A',
      `item 3, line 1: ${none('a number')}`,
    ]);
    expect(await fates(`{${VERSION},"items":[\n"x"\n]}`)).toEqual([
      `item 1, line 2: ${none('a text')}`,
    ]);
  });

  it('is reported as before if it has no known property', async () => {
    expect(await fates(`{${VERSION},"items":[{},{"id":""}]}`)).toEqual([
      `item 1, line 1: ${EMPTY}`,
      `item 2, line 1: ${EMPTY}`,
    ]);
  });

  it('is not counted between two commas or after an extra brace', async () => {
    expect(await fates(`{${VERSION},"items":[ ,{"title":"A"}},,{"title":"B"}, ]}`)).toEqual([
      'item 1, line 1: A',
      'item 2, line 1: B',
    ]);
  });

  it('is found in chunks of any size', () => {
    const value = fc.oneof(
      fc.integer().map(String),
      fc.string().map((text) => JSON.stringify(text)),
      fc.constantFrom('null', '[1,[2]]', '{"a":{"b":"]}"}}', '"\\\\\\"," '),
    );
    fc.assert(
      fc.property(fc.array(value), fc.integer({ min: 1, max: 9 }), (values, size) => {
        const feed = `{"items":[${values.join(',')}],"title":"x"}`;
        const pieces = piecesOf(feed, size);
        expect(pieces.map(({ number }) => number)).toEqual(values.map((_, at) => at + 1));
        expect(pieces.map(({ bytes }) => bytes)).toEqual(values.map((each) => each.trim()));
      }),
    );
  });

  it('takes linear time, and little memory', () => {
    const feed = `{"items":[${'"'.padEnd(4_000_000, 'a\\" , ')}",${'1,'.repeat(500_000)}{}]}`;
    const pieces = piecesOf(feed, 65_536);
    expect(pieces).toHaveLength(500_002);
    expect(pieces[0]?.bytes.length).toBeLessThan(1_000);
  }, 10_000);
});

describe('a feed whose items are not a list', () => {
  it.each(['{"0":{"title":"A"}}', 'null', '"x"', '5'])('is refused: %s', async (items) => {
    const read = recordsOf(`{${VERSION},"items":${items},"title":"T"}`, 'feed.json');
    await expect(read).rejects.toThrow(SourceUnreadable);
    await expect(read).rejects.toThrow('found "items" that is not a list');
  });

  it('is reported differently from a feed without items', async () => {
    const read = recordsOf(`{${VERSION},"title":"T"}`, 'feed.json');
    await expect(read).rejects.toThrow('found no "items"');
  });
});

describe('a feed with two lists of items', () => {
  it('yields the items of both, with continued numbers', async () => {
    const feed = `{${VERSION},"items":[{"title":"A"},1],\n"title":"T","items":[\n{"title":"B"}]}`;
    expect(await fates(feed)).toEqual([
      'item 1, line 1: A',
      `item 2, line 1: ${none('a number')}`,
      'item 3, line 3: B',
    ]);
    const [site] = ofKind(await recordsOf(feed, 'feed.json'), 'SITE');
    expect(site?.name).toBe('T');
  });

  it('yields the items of the only list', async () => {
    const two = (first: string, second: string) =>
      fates(`{${VERSION},"items":${first},"_x":{"items":[{"title":"No"}]},"items":${second}}`);
    expect(await two('[{"title":"A"}]', 'null')).toEqual(['item 1, line 1: A']);
    expect(await two('{"title":"No"}', '[{"title":"A"}]')).toEqual(['item 1, line 1: A']);
  });

  it('reports where the second is truncated', async () => {
    const feed = `{${VERSION},"items":[{"title":"A"}],"items":[{"title":"B"},{"ti`;
    expect(await fates(feed)).toEqual([
      'item 1, line 1: A',
      'item 2, line 1: B',
      'item 3, line 1: the file ends inside "items". Fetch the feed again to get the rest',
    ]);
  });
});

describe('the report of a JSON Feed', () => {
  it('counts every item', async () => {
    const first = '{"id":"1","title":"A"},3,"text",null,[],{"id":"1","title":"A"},{"id":"2"';
    const feed = `{${VERSION},"home_page_url":"https://one.example/","items":[${first},"title":"B"}],
      "items":[{"id":"3","title":"C"},{},true]}`;
    const db = await publishingDatabase();
    const account = await importHere(db, await temporaryFile('feed.json', feed));
    const [counts, ...failures] = account.toText().split('\n');
    expect(counts).toBe('Read 10: 3 created, 0 updated, 1 unchanged, 0 skipped, 6 failed.');
    expect(failures).toEqual(
      [
        `item 2, line 1: ${none('a number')}`,
        `item 3, line 1: ${none('a text')}`,
        `item 4, line 1: ${none('null')}`,
        `item 5, line 1: ${none('a list')}`,
        `item 9, line 2: ${EMPTY}`,
        `item 10, line 2: ${none('true')}`,
      ].map((line) => `Failed: ${line}`),
    );
  });
});

function piecesOf(feed: string, size: number): JsonPiece[] {
  const splitter = new JsonFeedSplitter();
  const pieces: JsonPiece[] = [];
  for (let at = 0; at < feed.length; at += size) {
    pieces.push(...splitter.write(feed.slice(at, at + size)));
  }
  return [...pieces, ...splitter.end()];
}
