import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markdownSource } from '../../../src/importing/sources/markdown.js';
import { articleWhere, collect, fixture, ofKind, temporaryFile } from '../records.js';

const NOW = new Date('2024-06-10T12:00:00Z');
const folder = (name: string, namespace?: string) =>
  collect(
    markdownSource({
      path: fixture(`markdown/${name}`),
      now: NOW,
      ...(namespace === undefined ? {} : { namespace }),
    }),
  );
const single = async (text: string, name = 'one.md') => {
  const [record] = await collect(
    markdownSource({ path: await temporaryFile(name, text), now: NOW }),
  );
  return record;
};

describe('markdownSource, of a Hugo site', () => {
  it('imports a page bundle with TOML front matter', async () => {
    const article = articleWhere(await folder('hugo'), ({ slug }) => slug === 'salt');
    expect(article).toMatchObject({
      identity: 'markdown:content/posts/salt-pans/index.md',
      place: 'content/posts/salt-pans/index.md',
      title: 'The salt pans',
      standfirst: 'White squares, seen from the dyke.',
      oldSlugs: ['the-salt-pans'],
      status: 'PUBLISHED',
      publishedAt: new Date('2024-05-01T04:30:00Z'),
      updatedAt: new Date('2024-05-03T00:00:00Z'),
    });
  });

  it('finds an author of authors.yml by name', async () => {
    const { authors } = articleWhere(await folder('hugo'), ({ slug }) => slug === 'salt');
    expect(authors).toEqual([
      { identity: 'markdown:author:bo', slug: 'bo', name: 'Bo Lind', bio: 'Walks the dyke.' },
    ]);
  });

  it('reads topics as names and as paths, and tags with special characters', async () => {
    const { topics } = articleWhere(await folder('hugo'), ({ slug }) => slug === 'salt');
    expect(topics).toEqual([
      { taxonomy: 'CATEGORY', slug: 'coast-salt', name: 'Salt', parent: 'coast' },
      { taxonomy: 'CATEGORY', slug: 'craft', name: 'Craft' },
      { taxonomy: 'TAG', slug: 'salt', name: 'Salt' },
      { taxonomy: 'TAG', slug: 'c++', name: 'C++' },
    ]);
  });

  it('reads the size of an image in the static folder', async () => {
    const { image } = articleWhere(await folder('hugo'), ({ slug }) => slug === 'salt');
    expect(image).toEqual({ url: '/img/pans.png', width: 60, height: 40 });
  });

  it('makes a figure of an image next to the article, with caption, credit and size', async () => {
    const { html } = articleWhere(await folder('hugo'), ({ slug }) => slug === 'salt');
    expect(html).toContain(
      '<figure><img src="/content/posts/salt-pans/ladder.png" alt="A ladder" width="30" height="20"><figcaption>The keeper\'s ladder <cite>Photo: Bo Lind</cite></figcaption></figure>',
    );
  });

  it('opens no image outside of the folder', async () => {
    const { html } = articleWhere(await folder('hugo'), ({ slug }) => slug === 'salt');
    expect(html).toContain('<figure><img src="/outside.png" alt="Outside"></figure>');
  });

  it('drops a heading that repeats the title', async () => {
    const { html } = articleWhere(await folder('hugo'), ({ slug }) => slug === 'salt');
    expect(html).not.toContain('<h1');
  });

  it('reads JSON front matter, and the language from the file name', async () => {
    const article = articleWhere(await folder('hugo'), ({ slug }) => slug === 'salt-pans');
    expect(article).toMatchObject({ title: 'Les marais salants', language: 'fr' });
  });

  it('turns a link to a Markdown file into the address of its article', async () => {
    const { html } = articleWhere(await folder('hugo'), ({ slug }) => slug === 'salt-pans');
    expect(html).toContain('<a href="/salt-pans#top">En anglais</a>');
  });

  it('puts a namespace into every identity', async () => {
    const records = await folder('hugo', 'demo');
    const article = articleWhere(records, ({ slug }) => slug === 'salt');
    expect([article.identity, article.authors[0]?.identity]).toEqual([
      'markdown:demo:content/posts/salt-pans/index.md',
      'markdown:demo:author:bo',
    ]);
  });
});

describe('markdownSource, of a Jekyll site', () => {
  it('reads the date and the slug from the file name', async () => {
    const article = articleWhere(await folder('jekyll'), ({ slug }) => slug === 'low-water');
    expect(article).toMatchObject({
      publishedAt: new Date('2023-11-05T00:00:00Z'),
      oldSlugs: ['mud'],
    });
  });

  it('splits categories at spaces, or at commas if there are any', async () => {
    const { topics } = articleWhere(await folder('jekyll'), ({ slug }) => slug === 'low-water');
    expect(topics.map(({ taxonomy, name }) => `${taxonomy} ${name}`)).toEqual([
      'CATEGORY coast',
      'CATEGORY walks',
      'TAG mud',
      'TAG boots',
    ]);
  });

  it('reads "published: false" and the folder _drafts as drafts', async () => {
    const drafts = ofKind(await folder('jekyll'), 'ARTICLE').filter(
      ({ status }) => status === 'DRAFT',
    );
    expect(drafts.map(({ slug }) => slug)).toEqual(['spring-tide', 'high-water']);
  });

  it('skips pages, and a README without front matter', async () => {
    expect(ofKind(await folder('jekyll'), 'SKIPPED')).toEqual([
      { kind: 'SKIPPED', place: 'README.md', reason: 'README' },
      { kind: 'SKIPPED', place: 'about.md', title: 'About', reason: 'page' },
    ]);
  });
});

describe('markdownSource, of Astro and Docusaurus', () => {
  it('keeps the text of MDX, without its program', async () => {
    const { html } = articleWhere(await folder('astro'), ({ slug }) => slug === 'notes');
    expect([html.includes('import Box'), html.includes('Kept words.')]).toEqual([false, true]);
  });

  it('keeps an import in a code block', async () => {
    const { html } = articleWhere(await folder('astro'), ({ slug }) => slug === 'notes');
    expect(html).toContain('import kept from');
  });

  it('reads text inside MDX tags as Markdown, and never as indented code', async () => {
    const body = [
      '<div className="x">**bold**</div>',
      '<Tabs>\n  <TabItem label="Apple">\n    An *apple*.\n  </TabItem>\n</Tabs>',
      '<ul>{[1,2].map((n) => <li key={n}>{n}</li>)}</ul>',
    ].join('\n\n');
    const record = await single(`---\ndate: 2024-01-01\n---\n${body}\n`, 'one.mdx');
    const html =
      record?.kind === 'ARTICLE'
        ? record.html.replace(/\s+/g, ' ').replaceAll('> <', '><').trim()
        : '';
    expect(html).toBe(
      '<div class="x"><p><strong>bold</strong></p></div><Tabs><p><strong>Apple</strong></p><p> An <em>apple</em>.</p></TabItem></Tabs><ul></ul>',
    );
  });

  it('renders footnotes', async () => {
    const { html } = articleWhere(await folder('astro'), ({ slug }) => slug === 'notes');
    expect(html).toContain('<section class="footnotes" data-footnotes>');
  });

  it('gives the footnotes of two articles different ids, which stay the same', async () => {
    const idsOf = async (name: string) => {
      const record = await single('---\ndate: 2024-05-01\n---\nA.[^1]\n\n[^1]: B.\n', name);
      return /<li id="([^"]+)"/.exec(record?.kind === 'ARTICLE' ? record.html : '')?.[1];
    };
    const ids = [await idsOf('one.md'), await idsOf('two.md'), await idsOf('one.md')];
    expect(ids[0]).toMatch(/^fn-[\da-f]{8}-1$/);
    expect([new Set(ids).size, ids[2]]).toEqual([2, ids[0]]);
  });

  it('adds no English heading above footnotes', async () => {
    const { html } = articleWhere(await folder('astro'), ({ slug }) => slug === 'notes');
    expect(html).not.toContain('Footnotes');
  });

  it('leaves the title empty if there is none', async () => {
    expect(articleWhere(await folder('astro'), ({ slug }) => slug === 'untitled').title).toBe('');
  });

  it('uses the first heading in place of a missing title', async () => {
    const article = articleWhere(await folder('docusaurus'), ({ slug }) => slug === 'first-light');
    expect([article.title, article.html.includes('<h1')]).toEqual(['First light', false]);
  });

  it('reads authors by key and as objects, in byline order', async () => {
    const article = articleWhere(await folder('docusaurus'), ({ slug }) => slug === 'first-light');
    expect(article.authors.map(({ name }) => name)).toEqual(['Mo Reyes', 'Guest Hand']);
  });
});

describe('markdownSource, of broken files', () => {
  it('reports each with its place and the reason, and imports the others', async () => {
    const records = await folder('broken');
    expect(ofKind(records, 'FAILED').map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
      expect.stringMatching(/^a-yaml\.md, line 4: the YAML cannot be parsed: Flow sequence/),
      'b-open.md, line 1: the YAML front matter that begins here is never closed: expected a line "---"',
      'c-date.md: "date": expected a date such as 2024-05-01 or 2024-05-01 07:30, found "next Tuesday"',
      expect.stringMatching(/^d-no-date\.md: expected "date: /),
      'e-latin1.md: expected UTF-8 text, found other bytes. Save the file as UTF-8',
      expect.stringMatching(/^f-toml\.md, line 3: the TOML cannot be parsed/),
      expect.stringMatching(/^g-shares\.md: "shares": expected one of EMAIL, .*, found "PIGEON"$/),
      'h-comment.md: "comments[0].body": expected a text, found nothing',
    ]);
    expect(ofKind(records, 'ARTICLE').map(({ slug }) => slug)).toEqual(['z-fine']);
  });

  it('reports comments that contain themselves, and values nested without end', async () => {
    const circle = 'comments: &c\n- {author: a, body: b, replies: *c}\n';
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const endless = `{\n"date": "2024-01-01",\n"comments": ${deep}\n}\nx`;
    expect([
      await single(`---\ndate: 2024-01-01\n${circle}---\nx`),
      await single(endless),
      await single(endless.replace('comments', 'draft')),
    ]).toMatchObject([
      { kind: 'FAILED', place: 'one.md', reason: 'the comments nest too deeply' },
      { kind: 'FAILED', place: 'one.md' },
      { status: 'DRAFT' },
    ]);
  });

  it('reports a register that cannot be read, and imports the articles', async () => {
    const root = dirname(await temporaryFile('one.md', '---\ndate: 2024-01-01\n---\nx'));
    await mkdir(join(root, 'data', 'authors.yml'), { recursive: true });
    expect(await collect(markdownSource({ path: root, now: NOW }))).toMatchObject([
      {
        kind: 'FAILED',
        place: 'data/authors.yml',
        reason: 'the file cannot be opened (EISDIR)',
      },
      { kind: 'ARTICLE', slug: 'one' },
    ]);
  });

  it('reports a file that is deleted in the meantime, and imports the others', async () => {
    const text = '---\ndate: 2024-01-01\n---\nx';
    const path = await temporaryFile('a.md', text);
    const root = dirname(path);
    await Promise.all(['b.md', 'c.md'].map((name) => writeFile(join(root, name), text)));
    const records = markdownSource({ path: root, now: NOW });
    await records.next();
    await rm(join(root, 'b.md'));
    expect(await collect(records)).toMatchObject([
      { kind: 'FAILED', place: 'b.md', reason: 'the file cannot be opened (ENOENT)' },
      { kind: 'ARTICLE', slug: 'c' },
    ]);
  });
});

describe('markdownSource, of one file', () => {
  it('imports everything in a front matter of the demo magazine', async () => {
    const record = await single(`---
title: The gauge
standfirst: Read on.
date: -3d 07:30
updated: -1d 12:00
language: en
authors: [ada]
topics: [oceans]
image:
  src: /pictures/gauge.jpg
  alt: A gauge
  caption: At dusk
  credit: "Drawing: Bo"
source:
  name: Harbour Wire
  url: https://wire.example/gauge
shares: { EMAIL: 12, print: 1 }
comments:
  - author: Rui
    date: -2d 10:15
    body: Plain <text>.
    replies:
      - author: Elsa
        body: Yes.
  - author: Spammer
    date: -1d 08:00
    status: spam
    body: Buy.
---
Text.
`);
    expect(record).toMatchObject({
      kind: 'ARTICLE',
      standfirst: 'Read on.',
      language: 'en',
      publishedAt: new Date('2024-06-07T07:30:00Z'),
      updatedAt: new Date('2024-06-09T12:00:00Z'),
      image: {
        url: '/pictures/gauge.jpg',
        alt: 'A gauge',
        caption: 'At dusk',
        credit: 'Drawing: Bo',
      },
      source: { name: 'Harbour Wire', url: 'https://wire.example/gauge' },
      shares: { EMAIL: 12, PRINT: 1 },
      comments: [
        { identity: '[0]', authorName: 'Rui', body: 'Plain <text>.', status: 'APPROVED' },
        { parentIdentity: '[0]', authorName: 'Elsa', createdAt: new Date('2024-06-07T07:30:00Z') },
        { identity: '[1]', status: 'SPAM', createdAt: new Date('2024-06-09T08:00:00Z') },
      ],
    });
  });

  it.each([true, false])('reads "comments: %s" as no comment', async (mark) => {
    const record = await single(`---\ndate: 2024-01-01\ncomments: ${mark}\n---\nx`);
    expect(record).not.toHaveProperty('comments');
    expect(record).toMatchObject({ kind: 'ARTICLE' });
  });

  it('schedules an article with a future date', async () => {
    expect(await single('---\ndate: +9d 06:00\n---\nx')).toMatchObject({
      status: 'SCHEDULED',
      publishedAt: new Date('2024-06-19T06:00:00Z'),
    });
  });

  it('accepts a draft without a date', async () => {
    expect(await single('---\ndraft: true\n---\nx')).toMatchObject({ status: 'DRAFT' });
  });

  it('is identified by its id if it has one', async () => {
    expect(await single('---\nid: 77\ndate: 2024-01-01\n---\nx')).toMatchObject({
      identity: 'markdown:77',
    });
  });

  it.each([
    'permalink: false',
    'permalink: "{{ page.date }}/{{ title | slugify }}/"',
    'permalink: false\nlayout: post',
  ])('ignores the address "%s"', async (line) => {
    expect(await single(`---\ndate: 2024-01-01\n${line}\n---\nx`)).toMatchObject({
      slug: 'one',
      addresses: ['/one/'],
    });
  });

  it('accepts Windows line ends and a byte order mark', async () => {
    expect(await single('\uFEFF---\r\ntitle: A\r\ndate: 2024-01-01\r\n---\r\nx\r\n')).toMatchObject(
      {
        title: 'A',
        html: '<p>x</p>\n',
      },
    );
  });
});
