import { describe, expect, it } from 'vitest';
import { itemIdentity, siteIdentity } from '../../../src/importing/sources/feed/identity.js';
import type { FeedItem } from '../../../src/importing/sources/feed/item.js';
import { recordsOf } from '../feeds.js';
import { ofKind } from '../records.js';

const channel = (about: string, ...items: readonly string[]) =>
  `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>${about}${items.join('')}</channel></rss>`;
const item = (inside: string) => `<item><title>A</title>${inside}</item>`;
const guid = (id: string) => item(`<guid isPermaLink="false">${id}</guid>`);
const link = (address: string) => `<link>${address}</link>`;

const NOTHING: FeedItem = {
  links: [],
  texts: [],
  summaries: [],
  published: [],
  updated: [],
  authors: [],
  topics: [],
  pictures: [],
  media: [],
};

/** What the items of a feed are known by. */
async function identities(feed: string): Promise<string[]> {
  return ofKind(await recordsOf(feed), 'ARTICLE').map(({ identity }) => identity);
}

/** What an item is known by in the feed of a site, without the mark of its format. */
async function known(site: string, written: string): Promise<string | undefined> {
  const [identity] = await identities(channel(link(site), item(written)));
  return identity?.replace(/^feed:/, '');
}

describe('the id of an item', () => {
  it.each([
    ['an address of the site', 'https://one.example/a', 'one.example/a'],
    ['one with www.', 'https://www.one.example/a', 'www.one.example/a'],
    ['one of another site', 'https://two.example/a', 'one.example:two.example/a'],
    [
      'one that only looks like the site’s',
      'https://one.example@two.example/a',
      'one.example:one.example@two.example/a',
    ],
    ['a tag of the site', 'tag:one.example,2024:a', 'tag:one.example,2024:a'],
    ['a tag of someone at the site', 'tag:bo@one.example,2024:a', 'tag:bo@one.example,2024:a'],
    ['a tag of another', 'tag:blogs.example,1999:b-1', 'one.example:tag:blogs.example,1999:b-1'],
    ['a URN', 'urn:uuid:1225c695', 'one.example:urn:uuid:1225c695'],
    ['a broken address', 'https://:/', 'one.example::/'],
    ['a mere name', '12', 'www.one.example/news:12'],
  ])('is everybody’s only if it is the site’s own: %s', async (_, id, expected) => {
    expect(await known('https://www.one.example/news/', `<guid>${id}</guid>`)).toBe(expected);
  });

  it('is so where it is the address, as it has no other', async () => {
    expect(await known('https://one.example/', link('https://two.example/a'))).toBe(
      'one.example:two.example/a',
    );
    expect(await known('https://one.example/', link('https://one.example/a'))).toBe(
      'one.example/a',
    );
  });

  it('is shared by all feeds of a site, whoever’s it is', async () => {
    const ids = ['https://one.example/a', 'https://other.example/a', 'urn:uuid:1'];
    const of = (section: string) =>
      identities(channel(link(`https://one.example/${section}`), ...ids.map(guid)));
    expect(await of('sport')).toEqual(await of('culture'));
  });

  it('keeps to the site as well where several items of a feed have it', async () => {
    const shared = guid('https://trusted.example/a').replace('>A<', '>B<');
    const feed = channel(link('https://evil.example/'), guid('https://trusted.example/a'), shared);
    for (const entry of ofKind(await recordsOf(feed), 'ARTICLE')) {
      expect(entry.identity).toMatch(/^feed:evil\.example:/);
      expect(entry.formerIdentity).toMatch(/^feed:evil\.example:/);
    }
  });

  it('is the site’s where only the feed’s own address tells that', async () => {
    const self = '<atom:link rel="self" href="https://one.example/feed"/>';
    expect(await identities(channel(self, guid('https://one.example/a')))).toEqual([
      'feed:one.example/a',
    ]);
  });

  it('belongs to the name of a feed that tells no address', async () => {
    const feed = channel('<title>One</title>', guid('https://one.example/a'));
    expect(await identities(feed)).toEqual(['feed:one:one.example/a']);
  });

  it('belongs to where the feed was fetched if that tells nothing at all', () => {
    const facts = { authors: [], dates: [] };
    const site = siteIdentity(facts, 'https://two.example/feed/');
    const entry = { ...NOTHING, id: 'https://one.example/a' };
    expect(itemIdentity(entry, site, undefined, false).identity).toBe(
      'feed:two.example/feed:one.example/a',
    );
  });
});
