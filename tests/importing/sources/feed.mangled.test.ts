import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import {
  assert,
  asyncProperty,
  constantFrom,
  integer,
  nat,
  record,
  string,
  uint8Array,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../../src/importing/detect.js';
import { SourceUnreadable } from '../../../src/importing/source-unreadable.js';
import { FeedCutter } from '../../../src/importing/sources/feed/cutter.js';
import { JsonFeedCutter, type JsonPiece } from '../../../src/importing/sources/json-feed/cutter.js';
import { NOW } from '../feeds.js';
import { collect, fixture, temporaryFile } from '../records.js';

const FEEDS = [
  ...['rss-2.0.xml', 'atom-1.0.xml', 'rss-1.0.rdf', 'broken-items.xml', 'utf-16.xml'],
  ...['media.xml', 'json-feed-1.1.json', 'json-feed-broken.json'],
].map((name) => readFileSync(fixture(`feeds/${name}`)));

const MARKUP = constantFrom(
  ...['<item>', '</item>', '<![CDATA[', ']]>', '<!--', '-->', '<', '>', '&', '"', '{', '}', ']'],
  ...['</rss>', '<entry', '&#0;', '&#xD800;', '<!ENTITY a "b">', '\\', '\0'],
);

describe('openSource, of feeds with mangled bytes', () => {
  it('imports or refuses them, and never throws another error', async () => {
    const path = await temporaryFile('feed', '');
    const wound = record({ at: nat(), length: integer({ min: 0, max: 40 }), markup: MARKUP });
    await assert(
      asyncProperty(
        constantFrom(...FEEDS),
        wound,
        wound,
        uint8Array({ maxLength: 4 }),
        async (feed, ...[one, two, bytes]) => {
          const cut = one.at % feed.length;
          const parts = [
            feed.subarray(0, cut),
            Buffer.from(one.markup),
            bytes,
            feed.subarray(cut + one.length),
          ];
          const mangled = Buffer.concat(parts);
          const end = two.at % 3 === 0 ? two.at % mangled.length : mangled.length;
          await writeFile(path, mangled.subarray(0, end));
          const error = await openSource(path, { now: NOW })
            .then(({ records }) => collect(records))
            .catch((thrown: unknown) => thrown);
          if (error instanceof Error) expect(error).toBeInstanceOf(SourceUnreadable);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('FeedCutter', () => {
  it('finds the same items wherever the file is split', () => {
    const [feed] = FEEDS.slice(3).map((bytes) => bytes.toString('latin1'));
    const cutAt = (size: number) => {
      const cutter = new FeedCutter();
      const pieces = [];
      for (let at = 0; at < (feed?.length ?? 0); at += size) {
        pieces.push(...cutter.write(feed?.slice(at, at + size) ?? ''));
      }
      return [...pieces, ...cutter.end()];
    };
    const whole = cutAt(1_000_000);
    expect(whole).toHaveLength(8);
    for (const size of [1, 7, 100, 300]) expect(cutAt(size)).toEqual(whole);
  });
});

describe('JsonFeedCutter', () => {
  it('finds each item, whatever its strings contain and wherever the file is split', async () => {
    await assert(
      asyncProperty(
        string({ unit: 'binary' }),
        string(),
        integer({ min: 1, max: 9 }),
        async (text, name, size) => {
          const items = [{ id: '1', [name]: text }, { deep: [[{ text }]] }, {}];
          const feed = JSON.stringify({ title: text, items, behind: [text] });
          const cutter = new JsonFeedCutter();
          const found: JsonPiece[] = [];
          for (let at = 0; at < feed.length; at += size) {
            found.push(...cutter.write(feed.slice(at, at + size)));
          }
          expect([...found, ...cutter.end()].map(({ bytes }) => JSON.parse(bytes))).toEqual(
            JSON.parse(JSON.stringify(items)),
          );
          expect(cutter.envelope).toBe(JSON.stringify({ title: text, items: [], behind: [text] }));
        },
      ),
    );
  });
});
