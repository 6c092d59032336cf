import { readFile, writeFile } from 'node:fs/promises';
import { assert, asyncProperty, constantFrom, integer, oneof, string } from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { wordpressSource } from '../../../src/importing/sources/wordpress.js';
import type { SourceRecord } from '../../../src/publishing/entry.js';
import { articleWhere, collect, fixture, ofKind, temporaryFile } from '../records.js';

const HARBOUR = fixture('wordpress/harbour-notes.xml');
const UPLOADS = 'https://harbournotes.example/wp-content/uploads/2024/03';

let records: readonly SourceRecord[];
const article = (slug: string) => articleWhere(records, (one) => one.slug === slug);

beforeAll(async () => {
  records = await collect(wordpressSource({ path: HARBOUR }));
});

describe('wordpressSource', () => {
  it('yields the site first', () => {
    expect(records[0]).toEqual({
      kind: 'SITE',
      name: 'Harbour Notes',
      description: 'What the tide brings & takes',
      url: 'https://harbournotes.example',
      language: 'en-GB',
    });
  });

  it('identifies authors by login, and names those without a display name', () => {
    expect(ofKind(records, 'AUTHOR')).toEqual([
      {
        kind: 'AUTHOR',
        identity: 'wordpress:harbournotes.example:ines',
        slug: 'ines',
        name: 'Inês Duarte',
        addresses: [
          'https://harbournotes.example/author/ines/',
          'https://harbournotes.example/?author=1',
        ],
      },
      {
        kind: 'AUTHOR',
        identity: 'wordpress:harbournotes.example:guest@harbournotes.example',
        slug: 'guest',
        name: 'Olav Berg',
        addresses: ['https://harbournotes.example/?author=2'],
      },
    ]);
  });

  it('creates an author for a login that the export does not describe', () => {
    expect(article('gallery-of-its-own').authors).toEqual([
      {
        identity: 'wordpress:harbournotes.example:unknown-hand',
        slug: 'unknown-hand',
        name: 'unknown-hand',
        addresses: ['https://harbournotes.example/author/unknown-hand/'],
      },
    ]);
  });

  it('yields categories with their parents, even a child before its parent', () => {
    const categories = ofKind(records, 'TOPIC').filter(({ taxonomy }) => taxonomy === 'CATEGORY');
    expect(categories.map(({ slug, parent }) => [slug, parent])).toEqual([
      ['ropes', 'quays'],
      ['quays', 'harbour'],
      ['harbour', undefined],
      ['post-formats', undefined],
    ]);
  });

  it('decodes the names and descriptions of topics', () => {
    expect(ofKind(records, 'TOPIC').find(({ slug }) => slug === 'quays')).toMatchObject({
      name: 'Quays & Piers',
      description: 'Where ships & people meet',
    });
  });

  it('separates a category and a tag with equal slugs', () => {
    const { topics } = article('the-crane-and-the-gulls');
    expect(topics.map(({ taxonomy, slug }) => `${taxonomy} ${slug}`)).toEqual([
      'CATEGORY quays',
      'CATEGORY harbour',
      'CATEGORY post-formats',
      'TAG post-formats',
    ]);
  });

  it('skips items that are not articles, with the reason', () => {
    const reasons = ofKind(records, 'SKIPPED').map(({ reason }) => reason);
    expect(reasons).toEqual([
      'page',
      'nav_menu_item',
      'wp_global_styles',
      'attachment',
      'attachment',
      'post in auto-draft',
      'attachment',
      'attachment',
      'attachment',
    ]);
  });

  it('imports identity, source, base address and dates of a post', () => {
    expect(article('the-crane-and-the-gulls')).toMatchObject({
      identity: 'wordpress:harbournotes.example:101',
      place: 'line 153',
      title: 'The crane & the gulls',
      oldSlugs: ['crane', 'the-crane'],
      excerpt: 'Yellow, and in the way.',
      language: 'en-GB',
      status: 'PUBLISHED',
      baseUrl: 'https://harbournotes.example/2024/03/the-crane-and-the-gulls/',
      publishedAt: new Date('2024-03-01T08:00:00Z'),
      updatedAt: new Date('2024-03-05T10:30:00Z'),
      source: {
        name: 'Harbour Notes',
        url: 'https://harbournotes.example/2024/03/the-crane-and-the-gulls/',
        guid: 'https://harbournotes.example/?p=101',
      },
    });
  });

  it('imports the featured image with alt, caption, credit and size', () => {
    expect(article('the-crane-and-the-gulls').image).toEqual({
      url: `${UPLOADS}/crane.jpg`,
      alt: 'The yellow crane on the north quay',
      caption: 'The crane was painted in May.',
      credit: 'Ines Duarte',
      width: 1600,
      height: 900,
    });
  });

  it('treats a password and the private status as protection', () => {
    const behind = ofKind(records, 'ARTICLE').filter(({ isProtected }) => isProtected);
    expect(behind.map(({ slug }) => slug)).toEqual(['only-for-members', 'a-private-note']);
  });

  it('imports drafts and pending posts as drafts without a date', () => {
    const drafts = ofKind(records, 'ARTICLE').filter(({ status }) => status === 'DRAFT');
    expect(drafts.map(({ title, publishedAt }) => [title, publishedAt])).toEqual([
      ['Unfinished', undefined],
      ['Waiting for the editor', undefined],
    ]);
  });

  it('imports a future post as scheduled', () => {
    const { status, publishedAt } = article('the-tide-of-2099');
    expect([status, publishedAt]).toEqual(['SCHEDULED', new Date('2099-06-01T06:00:00Z')]);
  });

  it('uses the local date if the one in UTC is zero', () => {
    expect(article('fog-2').publishedAt).toEqual(new Date('2024-03-08T08:00:00Z'));
  });

  it('decodes a slug in another script, and detects its language from the text', () => {
    const { slug, language, topics } = article('潮の満ち引き');
    expect([slug, language, topics[0]?.slug]).toEqual(['潮の満ち引き', undefined, '海']);
  });

  it('leaves an absent title empty', () => {
    expect(article('103').title).toBe('');
  });

  it('converts a title to plain text', () => {
    expect(article('bold-and-quoted').title).toBe('Bold and “quoted”');
  });

  it('joins a CDATA section that was split because it contains its end', () => {
    expect(article('fog-2').html).toContain('with ]]> in it');
  });

  it('yields the comments by people, each with its status', () => {
    const { comments = [] } = article('the-crane-and-the-gulls');
    expect(comments.map(({ authorName, status }) => `${authorName} ${status}`)).toEqual([
      'Rui APPROVED',
      'Elsa APPROVED',
      'Shy reader PENDING',
      'Quick reader APPROVED',
      'Buy now SPAM',
      'Rude REJECTED',
      'Polite APPROVED',
    ]);
  });

  it('keeps the parent of a comment, unless that is a pingback', () => {
    const { comments = [] } = article('the-crane-and-the-gulls');
    expect(comments.map(({ parentIdentity }) => parentIdentity)).toEqual([
      undefined,
      'wordpress:1',
      undefined,
      'wordpress:5',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('keeps the paragraphs of a comment', () => {
    const [first] = article('the-crane-and-the-gulls').comments ?? [];
    expect(first?.body).toBe('<p>First!</p>\n<p>And a second line.</p>');
  });

  it('keeps a thread of ten levels', () => {
    const { comments = [] } = article('ten-turns');
    expect(comments.filter(({ parentIdentity }) => parentIdentity !== undefined)).toHaveLength(9);
  });

  it('fills a gallery without ids with the images uploaded to the post', () => {
    expect(article('gallery-of-its-own').html).toBe(
      `<figure><img src="${UPLOADS}/nets.jpg" alt="Green nets"></figure>`,
    );
  });

  it('shows a gallery in its own order, whether its images come before or after', () => {
    const pictures = article('the-crane-and-the-gulls').html.match(/src="[^"]*\/(\w+)\.\w+"/g);
    expect(pictures?.map((one) => one.replace(/.*\/|\.\w+"/g, ''))).toEqual([
      'crane',
      'nets',
      'ropes',
    ]);
  });

  it('yields the same records a second time', async () => {
    expect(await collect(wordpressSource({ path: HARBOUR }))).toEqual(records);
  });
});

describe('wordpressSource, of a damaged file', () => {
  const whole = () => readFile(HARBOUR, 'utf8');
  const read = async (text: string | Uint8Array) =>
    collect(wordpressSource({ path: await temporaryFile('export.xml', text) }));

  it('imports complete items before a cut, and reports one failure with its place', async () => {
    const text = await whole();
    const cut = text.indexOf('Behind the door');
    const got = await read(text.slice(0, cut));
    expect(ofKind(got, 'ARTICLE').map(({ slug }) => slug)).toEqual([
      'the-crane-and-the-gulls',
      'ten-turns',
      '103',
    ]);
    expect(ofKind(got, 'FAILED')).toEqual([
      {
        kind: 'FAILED',
        place: 'line 591',
        title: 'Only for members',
        reason: expect.stringMatching(
          /^the file ends in line 591, column \d+, inside the <item> begun in line 584; expected <\/content:encoded>/,
        ),
      },
    ]);
  });

  it('reports a file that ends between two items', async () => {
    const text = await whole();
    const got = await read(text.slice(0, text.lastIndexOf('</channel>')));
    expect(ofKind(got, 'FAILED')).toHaveLength(1);
    expect(ofKind(got, 'ARTICLE')).toHaveLength(ofKind(records, 'ARTICLE').length);
  });

  it('reports an item that is never closed, and no other', async () => {
    const text = (await whole()).replace('</item>\n  <item>\n    <title/>', '<item>\n    <title/>');
    const got = await read(text);
    expect(ofKind(got, 'FAILED').map(({ title }) => title)).toEqual(['Ten turns of a rope']);
    expect(ofKind(got, 'ARTICLE')).toHaveLength(ofKind(records, 'ARTICLE').length - 1);
  });

  it('accepts control characters, a bare & and a stray end of CDATA', async () => {
    const text = (await whole())
      .replace('Behind the door.', 'Behind\u0000 the\u000b door.')
      .replace('<title><![CDATA[Only for members]]></title>', '<title>Salt & bread</title>')
      .replace('For me alone.', 'For ]]> me <b>alone</b>.<br> Yes.');
    const got = await read(text);
    const html = (slug: string) => articleWhere(got, (one) => one.slug === slug).html;
    expect(html('only-for-members')).toBe('<p>Behind the door.</p>');
    expect(articleWhere(got, (one) => one.slug === 'only-for-members').title).toBe('Salt & bread');
    expect(html('a-private-note')).toContain('me <b>alone</b>.<br> Yes.');
    expect(ofKind(got, 'FAILED')).toEqual([]);
  });

  it.each([
    ['an entity bomb', '<!ENTITY a "ha"><!ENTITY b "&a;&a;">', 'an entity of its own ("a")'],
    [
      'a local file',
      '<!ENTITY f SYSTEM "file:///etc/passwd">',
      'an external entity of its own ("f")',
    ],
    [
      'an external declaration',
      '<!ENTITY % p SYSTEM "http://127.0.0.1:1/p"> %p;',
      'an external entity of its own ("p")',
    ],
  ])('refuses a file that declares %s', async (_fact, declared, reason) => {
    const text = (await whole()).replace(
      '<rss version',
      `<!DOCTYPE rss [${declared}]><rss version`,
    );
    await expect(read(text)).rejects.toThrow(`it declares ${reason}, which is not expanded`);
  });

  it('reads the encoding that the file declares', async () => {
    const text = (await whole())
      .replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
      .replace(/[\u0100-\uffff]/g, '?');
    const got = await read(Buffer.from(text, 'latin1'));
    expect(ofKind(got, 'AUTHOR')[0]?.name).toBe('Inês Duarte');
  });

  it.each(['ISO-8859-1', 'windows-1252', 'UTF-8'])(
    'reads windows-1252 in a file that declares %s, next to UTF-8',
    async (declared) => {
      const text = (await whole()).replace('encoding="UTF-8"', `encoding="${declared}"`);
      const [before = '', behind = ''] = text.split('Behind the door.');
      const odd = Buffer.from([0x93, 0x53, 0xe4, 0x67, 0x65, 0x94, 0x20, 0x97, 0x20, 0x80]);
      const got = await read(Buffer.concat([Buffer.from(before), odd, Buffer.from(behind)]));
      const { html } = articleWhere(got, ({ slug }) => slug === 'only-for-members');
      expect(html).toBe('<p>“Säge” — €</p>');
      expect(ofKind(got, 'AUTHOR')[0]?.name).toBe('Inês Duarte');
    },
  );

  it('reads an empty export as one without articles', async () => {
    const text = await whole();
    const got = await read(`${text.slice(0, text.indexOf('  <item>'))}</channel></rss>`);
    expect(got.filter(({ kind }) => kind === 'ARTICLE' || kind === 'FAILED')).toEqual([]);
  });
});

describe('wordpressSource, of any damage', () => {
  it('yields a beginning of the records of the whole file, wherever it is cut', async () => {
    const text = await readFile(HARBOUR, 'utf8');
    const begin = text.indexOf('<channel>');
    const end = text.lastIndexOf('</rss>');
    const path = await temporaryFile('cut.xml', '');
    const all = ofKind(records, 'ARTICLE').map(({ identity }) => identity);
    await assert(
      asyncProperty(integer({ min: begin, max: end }), async (cut) => {
        await writeFile(path, text.slice(0, cut));
        const got = await collect(wordpressSource({ path }));
        const articles = ofKind(got, 'ARTICLE').map(({ identity }) => identity);
        expect(articles).toEqual(all.slice(0, articles.length));
        expect(ofKind(got, 'FAILED')).toHaveLength(cut < end - 1 ? 1 : 0);
      }),
      { numRuns: 30 },
    );
  });

  it('yields records whatever is written over the middle of it', async () => {
    const text = await readFile(HARBOUR, 'utf8');
    const begin = text.indexOf('<channel>');
    const path = await temporaryFile('damaged.xml', '');
    const garbage = oneof(
      string(),
      constantFrom('<', '>', ']]>', '<![CDATA[', '&', '</item>', '<!--'),
    );
    await assert(
      asyncProperty(integer({ min: begin, max: text.length }), garbage, async (at, put) => {
        await writeFile(path, text.slice(0, at) + put + text.slice(at + put.length));
        const got = await collect(wordpressSource({ path }));
        expect(ofKind(got, 'SITE')).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });
});
