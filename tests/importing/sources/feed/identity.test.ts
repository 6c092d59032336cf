import { describe, expect, it } from 'vitest';
import { itemIdentity, siteIdentity } from '../../../../src/importing/sources/feed/identity.js';
import type { FeedItem } from '../../../../src/importing/sources/feed/item.js';
import { recordsOf } from '../../feeds.js';
import { ofKind } from '../../records.js';

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

/** The identities of the items of a feed. */
async function identities(feed: string): Promise<string[]> {
  return ofKind(await recordsOf(feed), 'ARTICLE').map(({ identity }) => identity);
}

/** The identity of an item in the feed of a site, without the prefix of its format. */
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
    ['a plain name', '12', 'www.one.example/news:12'],
  ])('is global only if it is an address of the site itself: %s', async (_, id, expected) => {
    expect(await known('https://www.one.example/news/', `<guid>${id}</guid>`)).toBe(expected);
  });

  it('follows the same rule if it is the address, because there is no id', async () => {
    expect(await known('https://one.example/', link('https://two.example/a'))).toBe(
      'one.example:two.example/a',
    );
    expect(await known('https://one.example/', link('https://one.example/a'))).toBe(
      'one.example/a',
    );
  });

  it('is the same in all feeds of a site', async () => {
    const ids = ['https://one.example/a', 'https://other.example/a', 'urn:uuid:1'];
    const of = (section: string) =>
      identities(channel(link(`https://one.example/${section}`), ...ids.map(guid)));
    expect(await of('sport')).toEqual(await of('culture'));
  });

  it('belongs to the site as well if several items of a feed share it', async () => {
    const shared = guid('https://trusted.example/a').replace('>A<', '>B<');
    const feed = channel(link('https://evil.example/'), guid('https://trusted.example/a'), shared);
    for (const entry of ofKind(await recordsOf(feed), 'ARTICLE')) {
      expect(entry.identity).toMatch(/^feed:evil\.example:/);
      expect(entry.formerIdentity).toMatch(/^feed:evil\.example:/);
    }
  });

  it('belongs to the site if only the address of the feed names it', async () => {
    const self = '<atom:link rel="self" href="https://one.example/feed"/>';
    expect(await identities(channel(self, guid('https://one.example/a')))).toEqual([
      'feed:one.example/a',
    ]);
  });

  it('belongs to the title of a feed without an address', async () => {
    const feed = channel('<title>One</title>', guid('https://one.example/a'));
    expect(await identities(feed)).toEqual(['feed:one:one.example/a']);
  });

  it('belongs to the address that the feed was fetched from if it has no title either', () => {
    const facts = { authors: [], dates: [] };
    const site = siteIdentity(facts, 'https://two.example/feed/');
    const entry = { ...NOTHING, id: 'https://one.example/a' };
    expect(itemIdentity(entry, site, undefined, false).identity).toBe(
      'feed:two.example/feed:one.example/a',
    );
  });
});
