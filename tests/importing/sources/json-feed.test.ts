import { describe, expect, it } from 'vitest';
import { SourceUnreadable } from '../../../src/importing/source-unreadable.js';
import { feedRecords, recordsOf } from '../feeds.js';
import { ofKind } from '../records.js';

const read = async (feed: unknown) => recordsOf(JSON.stringify(feed), 'feed.json');
const VERSION = 'https://jsonfeed.org/version/1.1';

describe('jsonFeedSource', () => {
  it('yields the site, and imports an article with all of its properties', async () => {
    const [site, first] = await feedRecords('json-feed-1.1.json');
    expect(site).toEqual({
      kind: 'SITE',
      name: 'Plain Sailing',
      description: 'Short notes',
      url: 'https://sailing.example/',
      language: 'en-IE',
      isFeed: true,
    });
    expect(first).toEqual({
      kind: 'ARTICLE',
      identity: 'feed:sailing.example/reefing',
      formerIdentity: expect.stringMatching(/^feed:sailing\.example\/reefing#.{16}$/),
      place: 'item 1, line 10',
      title: 'Reefing early',
      slug: 'reefing-early',
      addresses: ['https://sailing.example/reefing-early', 'https://sailing.example/reefing'],
      standfirst: 'When to shorten sail.',
      html: '<p>Before you need to. <a href="/knots">Knots</a></p>\n<p><audio src="https://sailing.example/reef.mp3" controls></audio></p>',
      baseUrl: 'https://sailing.example/reefing-early',
      language: 'en',
      status: 'PUBLISHED',
      publishedAt: new Date('2024-05-01T12:30:00Z'),
      updatedAt: new Date('2024-05-02T07:30:00Z'),
      authors: [{ identity: 'feed:sailing.example:author:cian roe', name: 'Cian Roe' }],
      topics: [
        { taxonomy: 'TAG', slug: 'sails', name: 'Sails' },
        { taxonomy: 'TAG', slug: 'seamanship', name: 'Seamanship' },
      ],
      source: {
        name: 'Plain Sailing',
        url: 'https://sailing.example/reefing-early',
        guid: 'https://sailing.example/reefing',
      },
      image: { url: 'https://sailing.example/reef.jpg' },
    });
  });

  it('reads text as text, numbers as ids, and the author of the feed if an item has none', async () => {
    const [, second] = ofKind(await feedRecords('json-feed-1.1.json'), 'ARTICLE');
    expect([second?.html, second?.identity, second?.authors[0]?.name]).toEqual([
      '<p>No title &lt;here&gt;.</p>\n<p>Two paragraphs.</p>',
      'feed:sailing.example:2',
      'Nell Byrne',
    ]);
  });

  it('reads version 1.0, with its single author', async () => {
    const articles = ofKind(await feedRecords('json-feed-1.0.json'), 'ARTICLE');
    expect(articles.map(({ authors }) => authors[0]?.name)).toEqual(['Ed Vane', 'Flo Hay']);
  });

  it('limits an error to its item, and reports where the file ends', async () => {
    const records = await feedRecords('json-feed-broken.json');
    expect(ofKind(records, 'ARTICLE').map(({ title }) => title)).toEqual([
      'Whole [one] {yes}',
      'Raw line',
    ]);
    expect(
      ofKind(records, 'FAILED').map(({ place, title, reason }) => [place, title, reason]),
    ).toEqual([
      ['item 2, line 3', 'Bad', 'it is not valid JSON, or has no known property'],
      ['item 4, line 6', undefined, 'expected a title or a text, found neither'],
      [
        'item 5, line 7',
        'Half',
        'the file ends inside "items". Fetch the feed again to get the rest',
      ],
    ]);
  });

  it('finds the items of the feed, but not a nested list of that name', async () => {
    const records = await read({
      version: VERSION,
      _extra: { items: [{ id: 'x', title: 'Not this' }], name: 'items' },
      items: [{ id: '1', title: 'This' }],
      title: 'Behind',
    });
    expect(records.map((record) => ('title' in record ? record.title : record.kind))).toEqual([
      'SITE',
      'This',
    ]);
    expect(ofKind(records, 'SITE')[0]?.name).toBe('Behind');
  });

  it('recognises a feed without a version', async () => {
    const records = await read({ items: [{ id: '1', content_html: '<p>x</p>' }] });
    expect(ofKind(records, 'ARTICLE')).toHaveLength(1);
  });

  it.each([
    [
      'UTF-16',
      Buffer.from(
        '\ufeff{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"Ü"}]}',
        'utf16le',
      ),
    ],
    [
      'windows-1252',
      Buffer.from(
        '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"Ü"}]}',
        'latin1',
      ),
    ],
  ])('reads %s', async (_fact, bytes) => {
    expect(ofKind(await recordsOf(bytes, 'feed.json'), 'ARTICLE')[0]?.title).toBe('Ü');
  });

  it('refuses a feed without items', async () => {
    await expect(read({ version: VERSION, title: 'T' })).rejects.toThrow(SourceUnreadable);
  });

  it('reports an item that is too large, and imports those around it', async () => {
    const size = 16 * 1024 * 1024;
    const ofSize = (id: string, bytes: number) => {
      const item = JSON.stringify({ id, title: 'Large', content_html: '' });
      return item.replace('""', `"${'a'.repeat(bytes - item.length)}"`);
    };
    const items = [ofSize('1', size), ofSize('2', size + 1), '{"id":"3","title":"Small"}'];
    const feed = `{"version":"${VERSION}","items":[\n${items.join(',\n')}]}`;
    const records = await recordsOf(feed, 'feed.json');
    expect(ofKind(records, 'FAILED')).toEqual([
      {
        kind: 'FAILED',
        place: 'item 2, line 3',
        title: 'Large',
        reason: 'expected at most 16777216 bytes in an item, found 16777217',
      },
    ]);
    expect(ofKind(records, 'ARTICLE').map(({ place }) => place)).toEqual([
      'item 1, line 2',
      'item 3, line 4',
    ]);
  });

  it('finds a list of items that is not near the beginning', async () => {
    const feed = { version: VERSION, _before: 'a'.repeat(3_000_000), items: [{ title: 'One' }] };
    expect(ofKind(await read(feed), 'ARTICLE').map(({ title }) => title)).toEqual(['One']);
  });
});

describe('jsonFeedSource, of a page on another site', () => {
  const EXTERNAL = 'https://two.example/a?b=1';
  const itemOf = async (item: object) =>
    ofKind(
      await read({ version: VERSION, home_page_url: 'https://one.example', items: [item] }),
      'ARTICLE',
    )[0];
  const own = { id: '1', url: 'https://one.example/a', external_url: EXTERNAL };

  it.each([
    [
      'links to it below the text',
      '<p>A</p>',
      '<a href="https://two.example/a?b=1">two.example/a?b=1</a>',
    ],
    ['links to it once', `<a href="${EXTERNAL}">it</a>`, undefined],
  ])('%s', async (_, text, link) => {
    const one = await itemOf({ ...own, content_html: text });
    expect(one?.html).toBe(link === undefined ? text : `${text}\n<p>${link}</p>`);
    expect(one?.source?.url).toBe('https://one.example/a');
  });

  it('uses it as the page of an item that has none', async () => {
    const one = await itemOf({ id: '1', external_url: EXTERNAL, content_text: 'A' });
    expect([one?.html, one?.source?.url]).toEqual(['<p>A</p>', EXTERNAL]);
  });

  it('does not use another page of the site as the page of an item', async () => {
    const about = { ...own, external_url: 'https://one.example/b', content_text: 'A' };
    expect((await itemOf(about))?.addresses).toEqual(['https://one.example/a']);
  });
});
