import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { assert, asyncProperty, constantFrom, integer, nat, record, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../../src/importing/detect.js';
import { SourceUnreadable } from '../../../src/importing/source-unreadable.js';
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

describe('openSource, of feeds in which bytes were changed', () => {
  it('takes or refuses them, and never breaks', async () => {
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
