import { beforeAll, describe, expect, it } from 'vitest';
import type { SourceRecord } from '../../../src/publishing/entry.js';
import { articlesOfItems, feedRecords } from '../feeds.js';
import { articleWhere, ofKind } from '../records.js';

const KINDS = [
  'rss-2.0.xml',
  'atom-1.0.xml',
  'rss-1.0.rdf',
  'atom-0.3.xml',
  'podcast.xml',
] as const;
const feeds = new Map<string, readonly SourceRecord[]>();
const records = (name: (typeof KINDS)[number]) => feeds.get(name) ?? [];
const article = (name: (typeof KINDS)[number], title: string) =>
  articleWhere(records(name), (one) => one.title === title);

beforeAll(async () => {
  for (const name of KINDS) feeds.set(name, await feedRecords(name));
});

describe('feedSource, of RSS 2.0', () => {
  it('yields the site first', () => {
    expect(records('rss-2.0.xml')[0]).toEqual({
      kind: 'SITE',
      name: 'Lantern & Quay',
      description: 'News from the harbour',
      url: 'https://lantern.example/',
      language: 'en-GB',
      isFeed: true,
    });
  });

  it('imports an article with all of its properties', () => {
    const { html: _, ...ferry } = article('rss-2.0.xml', 'The ferry comes back');
    expect(ferry).toEqual({
      kind: 'ARTICLE',
      identity: 'feed:lantern.example/?p=120',
      formerIdentity: expect.stringMatching(/^feed:lantern\.example\/\?p=120#.{16}$/),
      place: 'item 1, line 18',
      title: 'The ferry comes back',
      slug: 'the-ferry-comes-back',
      addresses: [
        'https://lantern.example/2024/05/the-ferry-comes-back/',
        'https://lantern.example/?p=120',
      ],
      standfirst: 'After eleven years, a boat crosses the sound again.',
      baseUrl: 'https://lantern.example/2024/05/the-ferry-comes-back/',
      language: 'en-GB',
      status: 'PUBLISHED',
      publishedAt: new Date('2024-05-01T07:30:00Z'),
      authors: [{ identity: 'feed:lantern.example:author:ines aldous', name: 'Ines Aldous' }],
      topics: [
        { taxonomy: 'TAG', slug: 'harbour', name: 'Harbour' },
        { taxonomy: 'TAG', slug: 'boats-&-ships', name: 'Boats & Ships' },
      ],
      source: {
        name: 'Lantern & Quay',
        url: 'https://lantern.example/2024/05/the-ferry-comes-back/',
        guid: 'https://lantern.example/?p=120',
      },
      image: {
        url: 'https://lantern.example/pictures/quay.jpg',
        alt: 'The quay at dawn',
        caption: 'People wait on the quay.',
        credit: 'Tom Reed',
        width: 1200,
        height: 800,
      },
    });
  });

  it('prefers the full text to the summary, and keeps its entities', () => {
    const { html } = article('rss-2.0.xml', 'The ferry comes back');
    expect(html).toContain('<p>It blew its horn at six.');
    expect(html).toContain('<pre>if (1 &lt; 2) sail();</pre>');
  });

  it('makes no standfirst of a summary that is only the beginning of the text', () => {
    expect(article('rss-2.0.xml', 'Salt prices rise').standfirst).toBeUndefined();
  });

  it('uses an enclosed image', () => {
    expect(article('rss-2.0.xml', 'Salt prices rise').image?.url).toBe(
      'https://lantern.example/pictures/salt.jpg',
    );
  });

  it('reads the name after an e-mail address, and never shows the address', () => {
    expect(article('rss-2.0.xml', 'Salt prices rise').authors.map(({ name }) => name)).toEqual([
      'Bo Marsh',
    ]);
    expect(JSON.stringify(records('rss-2.0.xml'))).not.toContain('desk@');
  });

  it('names the publication of an item, and resolves its links at the site', () => {
    const { source, authors, baseUrl, slug } = article(
      'rss-2.0.xml',
      'Elsewhere: a lighthouse is sold',
    );
    expect({ source, authors, baseUrl, slug }).toEqual({
      source: {
        name: 'The Other Paper',
        url: 'https://other.example/lighthouse-is-sold',
        guid: '118',
      },
      authors: [],
      baseUrl: 'https://lantern.example/',
      slug: undefined,
    });
  });

  it('adds audio to its text, and falls back to the description of the podcast', () => {
    const [first, second] = ofKind(records('podcast.xml'), 'ARTICLE');
    expect(first?.html).toBe(
      '<p>Bells in fog, and who rings them.</p>\n<p><audio src="https://foghorn.example/1.mp3" controls></audio></p>',
    );
    expect(first?.image).toEqual({ url: 'https://foghorn.example/bells.jpg' });
    expect([first, second].map((one) => one?.authors[0]?.name)).toEqual([
      'Una Fell',
      'Foghorn Radio',
    ]);
  });
});

describe('feedSource, of Atom 1.0', () => {
  const SLACK = 'On slack water';

  it('keeps XHTML, and makes titles plain text', () => {
    expect(article('atom-1.0.xml', SLACK).html).toBe(
      '<p>Twice a day <em>nothing</em> happens.</p><p><a href="table">A table</a>, 1 &lt; 2.</p>',
    );
  });

  it('resolves addresses by the nearest xml:base', () => {
    const { baseUrl, image, source } = article('atom-1.0.xml', SLACK);
    expect([baseUrl, image?.url, source?.url]).toEqual([
      'https://tide.example/journal/2024/slack/',
      'https://tide.example/journal/2024/chart.png',
      'https://tide.example/journal/2024/slack-water',
    ]);
  });

  it('keeps both dates', () => {
    const { publishedAt, updatedAt } = article('atom-1.0.xml', SLACK);
    expect([publishedAt, updatedAt]).toEqual([
      new Date('2024-05-01T05:30:00Z'),
      new Date('2024-05-01T10:00:00Z'),
    ]);
  });

  it('gives an entry without authors those of its source, or else of the feed', () => {
    const names = ofKind(records('atom-1.0.xml'), 'ARTICLE').map(({ authors }) =>
      authors.map(({ name }) => name),
    );
    expect(names).toEqual([['Mara Quist', 'Leif Dahl'], ['Rui Paz'], ['The Editors']]);
  });

  it('prefers the language of an entry to that of the feed', () => {
    expect(article('atom-1.0.xml', 'Maré cheia < meia-noite').language).toBe('pt-BR');
  });

  it('shows plain text as text', () => {
    const { html } = article('atom-1.0.xml', 'The <video> element & <b>me</b>');
    expect(html).toBe('<p>Plain words.</p>\n<p>A second paragraph, 3 &lt; 4.</p>');
  });

  it('skips comments', () => {
    expect(ofKind(records('atom-1.0.xml'), 'SKIPPED')).toEqual([
      {
        kind: 'SKIPPED',
        place: 'item 3, line 32',
        title: 'Comment by a reader',
        reason: 'comment',
      },
    ]);
  });

  it('recognises elements by their namespace, whatever the prefix', async () => {
    const [prefixed] = ofKind(await feedRecords('atom-prefixed.xml'), 'ARTICLE');
    expect(prefixed?.html).toBe('<p>With <strong>prefixes</strong>.</p>');
  });

  it('imports the posts of a blog archive, drafts as drafts, and no templates', async () => {
    const archive = await feedRecords('blog-archive.xml');
    expect(ofKind(archive, 'ARTICLE').map(({ title, status }) => [title, status])).toEqual([
      ['Kelp', 'PUBLISHED'],
      ['Unfinished', 'DRAFT'],
    ]);
    expect(ofKind(archive, 'SKIPPED').map(({ reason }) => reason)).toEqual(['template']);
  });
});

describe('feedSource, of older formats', () => {
  it('imports RSS 1.0 with Dublin Core under other prefixes', () => {
    const { authors, topics, publishedAt, language, standfirst } = article(
      'rss-1.0.rdf',
      'Der Sand wandert',
    );
    expect({ authors: authors.map(({ name }) => name), topics, publishedAt }).toEqual({
      authors: ['Jette Lund', 'Ole Brandt'],
      topics: [{ taxonomy: 'TAG', slug: 'küste', name: 'Küste' }],
      publishedAt: new Date('2004-03-01T08:30:00Z'),
    });
    expect([language, standfirst]).toEqual(['de', 'Zehn Meter im Jahr.']);
  });

  it('imports Atom 0.3', () => {
    const { html, publishedAt, updatedAt, authors } = article('atom-0.3.xml', 'Isen går');
    expect(html).toBe('<p>Isen går &amp; båtarna kommer.</p>');
    expect([publishedAt, updatedAt]).toEqual([
      new Date('2004-04-01T06:00:00Z'),
      new Date('2004-04-02T08:00:00Z'),
    ]);
    expect(authors[0]?.name).toBe('Siv Ek');
  });

  it('imports RSS 0.91 with its public document type and undeclared characters', async () => {
    const [first] = ofKind(await feedRecords('rss-0.91.xml'), 'ARTICLE');
    expect([first?.title, first?.html]).toEqual([
      'L’été … arrive',
      '<p>Il fait chaud\u00a0; la mer est à vingt degrés. Prix\u00a0: 5€</p>',
    ]);
  });

  it('imports RSS 0.90, which has titles and links only', async () => {
    const [first] = ofKind(await feedRecords('rss-0.90.rdf'), 'ARTICLE');
    expect([first?.title, first?.source?.url]).toEqual([
      'First boards',
      'http://pier.example/first-boards',
    ]);
  });
});

describe('feedSource, of Media RSS', () => {
  it('uses the largest size of an image, with its captions', async () => {
    const sizes = articleWhere(await feedRecords('media.xml'), ({ title }) => /^Three/.test(title));
    expect(sizes.image).toEqual({
      url: 'https://img.example/mast.jpg?width=460',
      caption: 'A mast in the rain.',
      credit: 'Ada Holm',
      width: 460,
      height: 276,
    });
  });

  it('uses the description of a video without other text, with its largest thumbnail', async () => {
    const { html, image } = articleWhere(await feedRecords('media.xml'), ({ title }) =>
      /^A group/.test(title),
    );
    expect([html, image]).toEqual([
      '<p>A film about rope.</p>',
      { url: 'https://film.example/large.jpg', width: 480, height: 360 },
    ]);
  });

  it('shows further images below the text, but no avatar, tracking pixel or script', async () => {
    const { html, image } = articleWhere(await feedRecords('media.xml'), ({ title }) =>
      /^Two/.test(title),
    );
    expect([html, image]).toEqual([
      '<p>Look.</p>\n<figure><img src="https://cdn.example/two.png" alt="Two"></figure>',
      { url: 'https://plate.example/one.jpg' },
    ]);
  });

  it('does not repeat an image that the text shows in another size', async () => {
    const [one] = await articlesOfItems(
      `<item><guid>1</guid><description>&lt;img src="/a-300x200.jpg"></description>
        <media:content url="/a.jpg" medium="image"/><media:content url="/cover.jpg" medium="image"/></item>`,
    );
    expect(one?.html.match(/<img/g)).toHaveLength(2);
  });
});

describe('feedSource, of identities', () => {
  it('identifies an item by guid, else by address, else by title and date', async () => {
    const articles = ofKind(await feedRecords('ids.xml'), 'ARTICLE');
    expect(articles.slice(0, 3).map(({ identity }) => identity)).toEqual([
      'feed:who.example/address-only',
      expect.stringMatching(/^feed:who\.example:#.{16}$/),
      expect.stringMatching(/^feed:who\.example:#.{16}$/),
    ]);
  });

  it('separates items to which the feed gives one guid or one address', async () => {
    const articles = ofKind(await feedRecords('ids.xml'), 'ARTICLE');
    const parted = articles.filter(({ title }) => /^(?:Same guid|Home)/.test(title));
    expect(new Set(parted.map(({ identity }) => identity)).size).toBe(4);
  });

  it('treats two versions of one item as one', async () => {
    const articles = ofKind(await feedRecords('ids.xml'), 'ARTICLE');
    const states = articles.filter(({ title }) => title.startsWith('A typo'));
    expect(states.map(({ identity }) => identity)).toEqual([
      'feed:who.example:7',
      'feed:who.example:7',
    ]);
  });

  it('stays the same when the site moves to https', async () => {
    const at = async (scheme: string) =>
      (
        await articlesOfItems(`<item><guid>${scheme}://one.example/a</guid><title>A</title></item>`)
      )[0];
    expect((await at('https'))?.identity).toBe((await at('http'))?.identity);
  });

  it('uses a permanent guid as the address, and no other guid', async () => {
    const [permanent, other] = await articlesOfItems(
      '<item><guid>https://one.example/a-b</guid><title>A</title></item>',
      '<item><guid isPermaLink="false">https://one.example/?p=2</guid><title>B</title></item>',
    );
    expect([permanent?.source?.url, other?.source?.url]).toEqual([
      'https://one.example/a-b',
      undefined,
    ]);
  });
});

describe('feedSource, of addresses', () => {
  it.each([
    ['a link', '<link>/a</link>', ['https://one.example/a']],
    [
      'a link and another permanent address',
      '<link>/a</link><guid>https://one.example/b</guid>',
      ['https://one.example/a', 'https://one.example/b'],
    ],
    [
      'a page on another site',
      '<link>https://two.example/a</link><guid>https://one.example/b</guid>',
      ['https://one.example/b'],
    ],
    ['neither', '<guid isPermaLink="false">abc</guid>', undefined],
  ])('yields those of an item with %s', async (_, written, addresses) => {
    const [article] = await articlesOfItems(`<item><title>One</title>${written}</item>`);
    expect(article?.addresses).toEqual(addresses);
  });

  it('ignores an id that several items share', async () => {
    const guid = '<guid>https://one.example/</guid>';
    const articles = await articlesOfItems(
      `<item><title>A</title><link>/a</link>${guid}</item>`,
      `<item><title>B</title><link>/b</link>${guid}</item>`,
    );
    expect(articles.flatMap(({ addresses }) => addresses)).toEqual([
      'https://one.example/a',
      'https://one.example/b',
    ]);
  });
});

describe('feedSource, of a media:group', () => {
  it('uses the largest size of an image', async () => {
    const [article] = await articlesOfItems(
      '<item><title>One</title><media:group><media:content url="/s.jpg" medium="image" width="10" height="10"/><media:content url="/l.jpg" medium="image" width="90" height="90"/></media:group></item>',
    );
    expect([article?.image?.url, article?.html]).toEqual(['https://one.example/l.jpg', '']);
  });
});
