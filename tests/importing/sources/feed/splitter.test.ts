import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FeedSplitter } from '../../../../src/importing/sources/feed/splitter.js';
import { fixture } from '../../records.js';

const feed = readFileSync(fixture('feeds/broken-items.xml'), 'latin1');

describe('FeedCutter', () => {
  it('finds the same items wherever the file is parted', () => {
    const cutAt = (size: number) => {
      const splitter = new FeedSplitter();
      const pieces = [];
      for (let at = 0; at < feed.length; at += size) {
        pieces.push(...splitter.write(feed.slice(at, at + size)));
      }
      return [...pieces, ...splitter.end()];
    };
    const whole = cutAt(1_000_000);
    expect(whole).toHaveLength(8);
    for (const size of [1, 7, 100, 300]) expect(cutAt(size)).toEqual(whole);
  });
});
