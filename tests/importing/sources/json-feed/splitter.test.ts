import { assert, asyncProperty, integer, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  JsonFeedSplitter,
  type JsonPiece,
} from '../../../../src/importing/sources/json-feed/splitter.js';

describe('JsonFeedCutter', () => {
  it('finds each item, whatever stands in its strings and wherever the file is cut', async () => {
    await assert(
      asyncProperty(
        string({ unit: 'binary' }),
        string(),
        integer({ min: 1, max: 9 }),
        async (text, name, size) => {
          const items = [{ id: '1', [name]: text }, { deep: [[{ text }]] }, {}];
          const feed = JSON.stringify({ title: text, items, behind: [text] });
          const splitter = new JsonFeedSplitter();
          const found: JsonPiece[] = [];
          for (let at = 0; at < feed.length; at += size) {
            found.push(...splitter.write(feed.slice(at, at + size)));
          }
          expect([...found, ...splitter.end()].map(({ bytes }) => JSON.parse(bytes))).toEqual(
            JSON.parse(JSON.stringify(items)),
          );
          expect(splitter.envelope).toBe(
            JSON.stringify({ title: text, items: [], behind: [text] }),
          );
        },
      ),
    );
  });
});
