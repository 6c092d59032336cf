import { readFile } from 'node:fs/promises';
import { assert, asyncProperty, integer } from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { SourceUnreadable } from '../../../src/importing/source-unreadable.js';
import { ghostSource, looksLikeGhost } from '../../../src/importing/sources/ghost.js';
import type { SourceRecord } from '../../../src/publishing/entry.js';
import { articleWhere, collect, fixture, ofKind, temporaryFile } from '../records.js';

const HARBOUR = fixture('ghost/harbour-notes.json');

let text: string;
let records: readonly SourceRecord[];
const article = (slug: string) => articleWhere(records, (one) => one.slug === slug);
const failure = (title: string) => ofKind(records, 'FAILED').find((one) => one.title === title);

beforeAll(async () => {
  text = await readFile(HARBOUR, 'utf8');
  records = await collect(ghostSource({ path: HARBOUR }));
});

/** The records of an export with these tables. */
async function recordsOf(data: object): Promise<SourceRecord[]> {
  const path = await temporaryFile('ghost.json', JSON.stringify({ db: [{ data }] }));
  return collect(ghostSource({ path }));
}

const POST = {
  id: '64f0a1b2c3d4e5f6a7b8c9d0',
  title: 'One',
  slug: 'one',
  status: 'published',
  html: '<p>One.</p>',
  published_at: '2024-05-01T07:30:00.000Z',
};

describe('ghostSource', () => {
  it('yields the site first, although its settings come after the posts', () => {
    expect(records[0]).toEqual({
      kind: 'SITE',
      name: 'Harbour & Notes',
      description: 'What the tide brings',
      language: 'en-GB',
    });
  });

  it('yields the authors of posts, without private data', () => {
    expect(ofKind(records, 'AUTHOR')).toEqual([
      {
        kind: 'AUTHOR',
        identity: 'ghost::author:ines',
        slug: 'ines',
        name: 'Inês Duarte',
        bio: 'Writes & rows',
        addresses: ['/author/ines/'],
      },
      {
        kind: 'AUTHOR',
        identity: 'ghost::author:64f0a1b2c3d4e5f6a7b8c972',
        slug: 'olav',
        name: 'Olav Berg',
        addresses: ['/author/olav/'],
      },
    ]);
  });

  it('yields the tags with their parents, without internal tags', () => {
    expect(ofKind(records, 'TOPIC')).toEqual([
      {
        ...{ kind: 'TOPIC', taxonomy: 'TAG', slug: 'tides', name: 'Tides' },
        description: 'In & out',
        addresses: ['/tag/tides/'],
      },
      {
        ...{ kind: 'TOPIC', taxonomy: 'TAG', slug: 'salt', name: 'Salt', parent: 'tides' },
        addresses: ['/tag/salt/'],
      },
    ]);
  });

  it('imports all properties of a post', () => {
    const { html: _, authors, topics, ...rest } = article('tides-and-pans');
    expect(rest).toEqual({
      kind: 'ARTICLE',
      identity: 'ghost::64f0a1b2c3d4e5f6a7b8c901',
      place: 'post 1',
      title: 'Tides & "pans" < sea',
      slug: 'tides-and-pans',
      addresses: ['/tides-and-pans/', '/p/00000000-0000-4000-8000-000000000001/'],
      standfirst: 'What comes in & &lt;goes>.',
      status: 'PUBLISHED',
      language: 'en-GB',
      publishedAt: new Date('2024-05-01T07:30:00Z'),
      updatedAt: new Date('2024-05-02T08:00:00Z'),
      source: {
        name: 'Harbour & Notes',
        url: 'https://first.example/tides/',
        guid: '00000000-0000-4000-8000-000000000001',
      },
      image: {
        url: '/content/images/2024/05/tide.jpg',
        alt: 'Low water',
        caption: 'Low water at Vila',
      },
    });
    expect(authors.map(({ name }) => name)).toEqual(['Inês Duarte', 'Olav Berg']);
    expect(topics.map(({ slug }) => slug)).toEqual(['tides', 'salt']);
  });

  it('prefers the editor’s document to the HTML made by Ghost', () => {
    expect(article('tides-and-pans').html).not.toContain('as Ghost rendered it');
    expect(article('the-crane').html).toContain('<h2>Below</h2>');
  });

  it('uses the HTML made by Ghost if a card is unknown', () => {
    expect(article('unknown-card').html).toBe('<p>mine</p><p>hologram</p>');
  });

  it('uses the HTML made by Ghost if the editor’s document is broken', () => {
    expect(article('broken-but-told').html).toBe('<p>saved</p>');
  });

  it.each([
    ['Broken Lexical', 'post 12', 'its Lexical text is not valid JSON'],
    ['Broken Mobiledoc', 'post 13', 'its Mobiledoc text refers to 7, which does not exist'],
    ['No date', 'post 14', 'expected a date in "published_at" because it is published, found none'],
  ])('reports why "%s" fails', (title, place, reason) => {
    expect(failure(title)).toEqual({ kind: 'FAILED', place, title, reason });
  });

  it('makes addresses relative to the root if the export does not name the site', () => {
    expect(article('as-html').html).toBe('<p>Plain <a href="/">home</a></p>');
  });

  it('makes addresses absolute and identities separate if the export names the site', async () => {
    const settings = [{ key: 'url', value: 'https://harbour.example/blog/' }];
    const html = '<a href="__GHOST_URL__/x/">x</a><a href="__GHOST_URL__">y</a>';
    const found = await recordsOf({ posts: [{ ...POST, html }], settings });
    expect(ofKind(found, 'ARTICLE')[0]).toMatchObject({
      identity: `ghost:harbour.example/blog:${POST.id}`,
      html: '<a href="https://harbour.example/blog/x/">x</a><a href="https://harbour.example/blog">y</a>',
      baseUrl: 'https://harbour.example/blog',
      source: { url: 'https://harbour.example/blog/one/' },
    });
  });

  it.each(['members-only', 'paid', 'tiers', 'a-letter'])('protects "%s"', (slug) => {
    expect(article(slug)).toMatchObject({ status: 'PUBLISHED', isProtected: true });
  });

  it('keeps a draft without a date, and ignores the title and slug "untitled"', () => {
    const draft = articleWhere(records, ({ status }) => status === 'DRAFT');
    expect(draft.title).toBe('');
    expect(draft).not.toHaveProperty('slug');
    expect(draft).not.toHaveProperty('publishedAt');
  });

  it('keeps the date of a scheduled post', () => {
    const publishedAt = new Date('2031-03-20T06:00:00Z');
    expect(article('spring-tide')).toMatchObject({ status: 'SCHEDULED', publishedAt });
  });

  it('uses the language of a post that has its own', () => {
    expect(article('auf-deutsch').language).toBe('de');
  });

  it('skips pages', () => {
    expect(ofKind(records, 'SKIPPED')).toEqual([
      { kind: 'SKIPPED', place: 'post 10', title: 'About', reason: 'page' },
    ]);
  });

  it('reads the first versions: no "db", numbers for ids and dates, "page", "image", "markdown"', async () => {
    const posts = [
      {
        id: 7,
        uuid: 'b9f4b7f0-0000-4000-8000-000000000007',
        title: 'Old',
        slug: 'old',
        markdown: '*old*',
        image: '/content/images/old.jpg',
        page: 0,
        status: 'published',
        author_id: 1,
        published_at: 1_388_805_572_000,
      },
      { id: 8, title: 'About', slug: 'about', page: 1, status: 'published' },
    ];
    const users = [{ id: 1, name: 'Ada', slug: 'ada' }];
    const path = await temporaryFile(
      'old.json',
      JSON.stringify({ meta: {}, data: { users, posts } }),
    );
    const found = await collect(ghostSource({ path }));
    expect(ofKind(found, 'SKIPPED')).toHaveLength(1);
    expect(ofKind(found, 'ARTICLE')[0]).toMatchObject({
      identity: 'ghost::b9f4b7f0-0000-4000-8000-000000000007',
      html: '<p><em>old</em></p>\n',
      authors: [{ identity: 'ghost::author:ada', name: 'Ada' }],
      publishedAt: new Date('2014-01-04T03:19:32Z'),
      image: { url: '/content/images/old.jpg' },
    });
  });

  it('reports a post without an identity', async () => {
    const { id: _, ...nobody } = POST;
    const found = await recordsOf({ posts: [nobody] });
    expect(ofKind(found, 'FAILED')[0]?.reason).toContain('expected an "id" or a "uuid"');
  });

  it('reports a post that is too long, and imports the next', async () => {
    const long = { ...POST, html: 'x'.repeat(31_000_000) };
    const found = await recordsOf({ posts: [long, { ...POST, slug: 'next' }] });
    expect(ofKind(found, 'FAILED')).toEqual([
      {
        kind: 'FAILED',
        place: 'post 1',
        title: 'One',
        reason: expect.stringMatching(
          /^expected at most 30000000 characters in a row, found \d{8}$/,
        ),
      },
    ]);
    expect(ofKind(found, 'ARTICLE').map(({ slug }) => slug)).toEqual(['next']);
  });

  it('imports the complete posts of a truncated file, and reports where it ends', async () => {
    const path = await temporaryFile('half.json', text.slice(0, text.indexOf('Members only') + 20));
    const found = await collect(ghostSource({ path }));
    expect(ofKind(found, 'ARTICLE').map(({ slug }) => slug)).toEqual([
      'tides-and-pans',
      'the-crane',
      'as-html',
    ]);
    expect(ofKind(found, 'FAILED')).toEqual([
      {
        kind: 'FAILED',
        place: 'post 4',
        title: 'Members only',
        reason: expect.stringContaining('the file is truncated at byte'),
      },
    ]);
  });

  it('reports where a file stops being valid JSON', async () => {
    const path = await temporaryFile('bad.json', `${text.trimEnd().slice(0, -1)}, oops}`);
    const found = await collect(ghostSource({ path }));
    expect(ofKind(found, 'FAILED').at(-1)?.reason).toContain('it is not valid JSON after byte');
  });

  it('yields records and never throws, wherever the file is cut', async () => {
    const from = text.indexOf('"posts"') + 20;
    await assert(
      asyncProperty(integer({ min: from, max: text.length - 10 }), async (end) => {
        const path = await temporaryFile('cut.json', text.slice(0, end));
        const found = await collect(ghostSource({ path }));
        const [last] = ofKind(found, 'FAILED').slice(-1);
        expect(last?.reason).toContain('is truncated');
      }),
      { numRuns: 25 },
    );
  });

  it('accepts a byte order mark', async () => {
    const path = await temporaryFile('bom.json', `\uFEFF${text}`);
    expect(await collect(ghostSource({ path }))).toEqual(records);
  });

  it('refuses JSON that is not an export', async () => {
    const path = await temporaryFile('other.json', '{"db":[{"data":{"plants":[{"id":1}]}}]}');
    await expect(collect(ghostSource({ path }))).rejects.toThrow(SourceUnreadable);
  });

  it('reports twice the size of the file as bytes read', async () => {
    let bytes = 0;
    const onBytes = (more: number) => {
      bytes += more;
    };
    await collect(ghostSource({ path: HARBOUR, onBytes }));
    expect(bytes).toBe(2 * Buffer.byteLength(text));
  });
});

describe('looksLikeGhost', () => {
  it.each([
    ['{"db":[{"meta":{"exported_on":1,"version":"5.0"},"data":{', true],
    ['\uFEFF{\n  "db": [', true],
    ['{"meta":{"exported_on":1388805572000,"version":"003"},"data":{', true],
    ['{"version":"https://jsonfeed.org/version/1.1","title":"x"', false],
    ['{"title":"x","db":[]}', false],
  ])('inspects %s', (head, answer) => {
    expect(looksLikeGhost(head)).toBe(answer);
  });
});

describe('ghostSource, of addresses', () => {
  it.each([
    ['of a known site', {}, 'https://one.example', ['/one/']],
    ['of a draft', { uuid: 'u-1' }, 'https://one.example', ['/one/', '/p/u-1/']],
    [
      'and the canonical one at the site',
      { canonical_url: '__GHOST_URL__/two/' },
      'https://one.example',
      ['/one/', '/two/'],
    ],
    [
      'without those of another site',
      { canonical_url: 'https://two.example/two/' },
      'https://one.example',
      ['/one/'],
    ],
    ['as paths if the site is unknown', { slug: 'größe' }, '', ['/gr%C3%B6%C3%9Fe/']],
  ])('yields those %s', async (_, declared, url, paths) => {
    const settings = [{ key: 'url', value: url }];
    const [article] = ofKind(
      await recordsOf({ settings, posts: [{ ...POST, ...declared }] }),
      'ARTICLE',
    );
    expect(article?.addresses).toEqual(paths.map((path) => url + path));
  });

  it('resolves the images of old exports at the site', async () => {
    const settings = [{ key: 'url', value: 'https://one.example' }];
    const posts = [{ ...POST, image: '/content/images/a.jpg' }];
    const [article] = ofKind(await recordsOf({ settings, posts }), 'ARTICLE');
    expect(article?.image?.url).toBe('https://one.example/content/images/a.jpg');
  });
});
