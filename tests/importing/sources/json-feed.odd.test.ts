import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceUnreadable } from '../../../src/importing/source-unreadable.js';
import { JsonFeedCutter, type JsonPiece } from '../../../src/importing/sources/json-feed/cutter.js';
import { importHere } from '../../support/import-here.js';
import { publishingDatabase } from '../../support/publishing.js';
import { recordsOf } from '../feeds.js';
import { ofKind, temporaryFile } from '../records.js';

const VERSION = '"version":"https://jsonfeed.org/version/1.1"';

/** What becomes of each item of a feed that is written down, in the order of the file. */
async function fates(feed: string): Promise<string[]> {
  const records = await recordsOf(feed, 'feed.json');
  return records.flatMap((record) => {
    if (record.kind === 'ARTICLE') return [`${record.place}: ${record.title}`];
    return record.kind === 'FAILED' ? [`${record.place}: ${record.reason}`] : [];
  });
}

const none = (what: string) => `expected an item (an object in braces), found ${what}`;
const EMPTY = 'it is not valid JSON, or has no known property';

describe('an item that is no object', () => {
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
  ])('is told with its place and what it is: %s', async (written, what) => {
    const feed = `{${VERSION},"items":[{"title":"A"},\n${written},\n{"title":"B"}]}`;
    expect(await fates(feed)).toEqual([
      'item 1, line 1: A',
      `item 2, line 2: ${none(what)}`,
      'item 3, line 3: B',
    ]);
  });

  it('is told at the beginning, at the end, and where there is nothing else', async () => {
    expect(await fates(`{${VERSION},"items":[null,{"title":"A"},7]}`)).toEqual([
      `item 1, line 1: ${none('null')}`,
      'item 2, line 1: A',
      `item 3, line 1: ${none('a number')}`,
    ]);
    expect(await fates(`{${VERSION},"items":[\n"x"\n]}`)).toEqual([
      `item 1, line 2: ${none('a text')}`,
    ]);
  });

  it('is told as it was before if it says nothing', async () => {
    expect(await fates(`{${VERSION},"items":[{},{"id":""}]}`)).toEqual([
      `item 1, line 1: ${EMPTY}`,
      `item 2, line 1: ${EMPTY}`,
    ]);
  });

  it('is none where there is nothing between two commas, or a brace too many', async () => {
    expect(await fates(`{${VERSION},"items":[ ,{"title":"A"}},,{"title":"B"}, ]}`)).toEqual([
      'item 1, line 1: A',
      'item 2, line 1: B',
    ]);
  });

  it('is found in pieces of any size', () => {
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

  it('takes time by its length, and little room', () => {
    const feed = `{"items":[${'"'.padEnd(4_000_000, 'a\\" , ')}",${'1,'.repeat(500_000)}{}]}`;
    const pieces = piecesOf(feed, 65_536);
    expect(pieces).toHaveLength(500_002);
    expect(pieces[0]?.bytes.length).toBeLessThan(1_000);
  }, 10_000);
});

describe('a feed whose items are no list', () => {
  it.each(['{"0":{"title":"A"}}', 'null', '"x"', '5'])('is refused: %s', async (items) => {
    const read = recordsOf(`{${VERSION},"items":${items},"title":"T"}`, 'feed.json');
    await expect(read).rejects.toThrow(SourceUnreadable);
    await expect(read).rejects.toThrow('found "items" that is not a list');
  });

  it('is another thing than one that has none', async () => {
    const read = recordsOf(`{${VERSION},"title":"T"}`, 'feed.json');
    await expect(read).rejects.toThrow('found no "items"');
  });
});

describe('a feed with two lists of items', () => {
  it('has the items of both, numbered on', async () => {
    const feed = `{${VERSION},"items":[{"title":"A"},1],\n"title":"T","items":[\n{"title":"B"}]}`;
    expect(await fates(feed)).toEqual([
      'item 1, line 1: A',
      `item 2, line 1: ${none('a number')}`,
      'item 3, line 3: B',
    ]);
    const [site] = ofKind(await recordsOf(feed, 'feed.json'), 'SITE');
    expect(site?.name).toBe('T');
  });

  it('has those of the one that is a list', async () => {
    const two = (first: string, second: string) =>
      fates(`{${VERSION},"items":${first},"_x":{"items":[{"title":"No"}]},"items":${second}}`);
    expect(await two('[{"title":"A"}]', 'null')).toEqual(['item 1, line 1: A']);
    expect(await two('{"title":"No"}', '[{"title":"A"}]')).toEqual(['item 1, line 1: A']);
  });

  it('tells where the second is cut off', async () => {
    const feed = `{${VERSION},"items":[{"title":"A"}],"items":[{"title":"B"},{"ti`;
    expect(await fates(feed)).toEqual([
      'item 1, line 1: A',
      'item 2, line 1: B',
      'item 3, line 1: the file ends inside "items". Fetch the feed again to get the rest',
    ]);
  });
});

describe('the account of a JSON Feed', () => {
  it('has every item, whatever it is', async () => {
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
  const cutter = new JsonFeedCutter();
  const pieces: JsonPiece[] = [];
  for (let at = 0; at < feed.length; at += size) {
    pieces.push(...cutter.write(feed.slice(at, at + size)));
  }
  return [...pieces, ...cutter.end()];
}
