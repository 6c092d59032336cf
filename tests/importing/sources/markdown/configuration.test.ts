import { describe, expect, it } from 'vitest';
import { fatesOf, recordsOfSite } from '../../markdown-site.js';
import { ofKind } from '../../records.js';

const text = (matter: string) => `---\n${matter}\n---\nText.`;

describe('markdownSource, of a site with a configuration', () => {
  it.each([
    [
      '_config.yml',
      'title: Jek\nurl: https://jek.example\nbaseurl: /blog\ndescription: Words\nlang: en_us',
      {
        ...{ name: 'Jek', url: 'https://jek.example/blog' },
        ...{ description: 'Words', language: 'en-US' },
      },
    ],
    [
      'hugo.toml',
      'title = "Hu"\nbaseURL = "https://hu.example/x/"',
      { name: 'Hu', url: 'https://hu.example/x/' },
    ],
    ['config.yaml', 'baseurl: https://hu.example', { url: 'https://hu.example' }],
    [
      'config/_default/hugo.yaml',
      'languages: {en: {title: E}}\nbaseURL: https://hu.example',
      { name: 'E', url: 'https://hu.example' },
    ],
    [
      'docusaurus.config.ts',
      "const config = {\n  title: 'Doc',\n  url: 'https://doc.example',\n  baseUrl: '/',\n  themeConfig: {navbar: {\n    title: 'Bar',\n  }},\n};",
      { name: 'Doc', url: 'https://doc.example/' },
    ],
    ['astro.config.mjs', "  site: 'https://as.example',", { url: 'https://as.example/' }],
  ])('is described by %s: %j', async (name, content, site) => {
    const [record] = await recordsOfSite({ [name]: content, 'posts/a.md': text('draft: true') });
    expect(record).toEqual({ kind: 'SITE', ...site });
  });

  it.each([
    ['docusaurus.config.js', "title: 'A ' + b,\nurl: process.env.URL,"],
    ['_config.yml', 'title: [a]\nurl: javascript:alert(1)\nbaseurl: /x'],
    ['_config.yml', 'title: [a'],
  ])('is not described by %s: %j', async (name, content) => {
    const records = await recordsOfSite({ [name]: content, 'blog/a.md': text('draft: true') });
    expect(ofKind(records, 'SITE')).toEqual([]);
  });

  it('is described by site.yml first', async () => {
    const [record] = await recordsOfSite({
      '_config.yml': 'title: Jek\nurl: https://jek.example',
      'site.yml': 'name: Own',
      'a.md': text('draft: true'),
    });
    expect(record).toEqual({ kind: 'SITE', name: 'Own', url: 'https://jek.example/' });
  });

  it('makes the addresses of articles absolute, and changes none of their identities', async () => {
    const records = await recordsOfSite({
      '_config.yml': 'url: https://jek.example\nbaseurl: /blog\npermalink: /:categories/:title/',
      '_posts/2024-05-01-a.md': text('category: news\nredirect_from: /old/'),
    });
    expect(ofKind(records, 'ARTICLE')).toMatchObject([
      {
        identity: 'markdown:_posts/2024-05-01-a.md',
        addresses: ['https://jek.example/blog/old/', 'https://jek.example/blog/news/a/'],
      },
    ]);
  });

  it.each([
    ['date: 2024-05-01 10:00:00', '2024-05-01T08:00:00Z'],
    ['date: 2024-12-01', '2024-11-30T23:00:00Z'],
    ['date: 1 May 2024 10:00', '2024-05-01T08:00:00Z'],
    ['date: 2024-05-01 10:00:00 +0000', '2024-05-01T10:00:00Z'],
    ['title: A', '2024-04-30T22:00:00Z'],
  ])('reads "%s" in its time zone', async (matter, moment) => {
    const records = await recordsOfSite({
      '_config.yml': 'timezone: Europe/Berlin',
      '_posts/2024-05-01-a.md': text(matter),
    });
    expect(ofKind(records, 'ARTICLE')[0]?.publishedAt).toEqual(new Date(moment));
  });

  it.each([
    ['2024-03-31T02:30:00', 'Europe/Berlin', '2024-03-31T01:30:00Z'],
    ['2024-10-27T04:00:00', 'Europe/Berlin', '2024-10-27T03:00:00Z'],
    ['2024-01-01T00:00:00', 'Asia/Kolkata', '2023-12-31T18:30:00Z'],
    ['2024-01-01T00:00:00', 'Nowhere/Town', '2024-01-01T00:00:00Z'],
  ])('reads %s in %s as %s', async (date, zone, moment) => {
    const records = await recordsOfSite({
      'hugo.toml': `timeZone = "${zone}"`,
      'content/posts/a.md': `+++\ndate = ${date}\n+++\nText.`,
    });
    expect(ofKind(records, 'ARTICLE')[0]?.publishedAt).toEqual(new Date(moment));
  });
});

describe('markdownSource, of front matter for many files', () => {
  it('applies Jekyll’s defaults, a more specific scope first', async () => {
    const records = await recordsOfSite({
      '_config.yml': `defaults:
  - scope: {path: _posts/secret, type: posts}
    values: {published: false}
  - scope: {path: ""}
    values: {author: Ada, tags: [all]}
  - scope: {path: "", type: posts}
    values: {author: Bo, layout: post}
  - scope: {path: "drafts/*/x.md"}
    values: {published: false}
  - scope: {path: "", type: pages}
    values: {layout: page}
`,
      '_posts/2024-05-01-a.md': text('title: A'),
      '_posts/2024-05-01-own.md': text('author: Cy'),
      '_posts/secret/2024-05-01-b.md': text('title: B'),
      '_posts/secret/2024-05-01-c.md': text('published: true'),
      '_posts/secretive/2024-05-01-d.md': text('title: D'),
      'drafts/a/x.md': text('date: 2024-05-01'),
    });
    const names = ofKind(records, 'ARTICLE').map(({ place, authors, topics }) =>
      [place, ...authors.map(({ name }) => name), ...topics.map(({ name }) => name)].join(' '),
    );
    expect(names.slice(0, 2)).toEqual([
      '_posts/2024-05-01-a.md Bo all',
      '_posts/2024-05-01-own.md Cy all',
    ]);
    expect(fatesOf(records)).toEqual({
      '_posts/2024-05-01-a.md': 'PUBLISHED',
      '_posts/2024-05-01-own.md': 'PUBLISHED',
      '_posts/secret/2024-05-01-b.md': 'DRAFT',
      '_posts/secret/2024-05-01-c.md': 'PUBLISHED',
      '_posts/secretive/2024-05-01-d.md': 'PUBLISHED',
      'drafts/a/x.md': 'DRAFT',
    });
  });

  it('applies Hugo’s cascade, the nearest first', async () => {
    const dated = text('date: 2024-05-01');
    const records = await recordsOfSite({
      'hugo.toml': '[[cascade]]\ndraft = true\n[cascade.target]\npath = "/later/**"\n',
      'content/posts/_index.md': text('cascade: {author: Ada, build: {render: never}}'),
      'content/posts/a.md': dated,
      'content/posts/b.md': text('date: 2024-05-01\nBuild: {render: always}'),
      'content/news/_index.md': text(
        'cascade:\n- _target: {path: "{/news/x**,/other}"}\n  draft: true\n- target: {kind: section}\n  draft: true',
      ),
      'content/news/x1.md': dated,
      'content/news/y.md': dated,
      'content/later/z.md': dated,
    });
    expect(fatesOf(records)).toMatchObject({
      'content/posts/a.md': 'PROTECTED',
      'content/posts/b.md': 'PUBLISHED',
      'content/news/x1.md': 'DRAFT',
      'content/news/y.md': 'PUBLISHED',
      'content/later/z.md': 'DRAFT',
    });
  });

  it('applies Eleventy’s JSON data files, without collection names', async () => {
    const dated = text('date: 2024-05-01');
    const records = await recordsOfSite({
      '.eleventy.js': '',
      'notes/notes.json': '{"permalink": false, "tags": "note"}',
      'notes/a.md': dated,
      'posts/posts.11tydata.json': '{"author": "Ada", "tags": "post"}',
      'posts/b.md': dated,
    });
    expect(fatesOf(records)).toEqual({ 'notes/a.md': 'PROTECTED', 'posts/b.md': 'PUBLISHED' });
    expect(ofKind(records, 'ARTICLE')[1]).toMatchObject({ authors: [{ name: 'Ada' }], topics: [] });
  });
});

describe('markdownSource, of taxonomies in addition to categories and tags', () => {
  const topicsOf = async (matter: string, files: Readonly<Record<string, string>> = {}) => {
    const records = await recordsOfSite({
      ...files,
      'content/posts/a.md': text(`date: 2024-05-01\n${matter}`),
    });
    const [article] = ofKind(records, 'ARTICLE');
    return article?.topics.map(({ taxonomy, name }) => `${taxonomy} ${name}`);
  };

  it.each([
    ['series: [Deep, Wide]', ['TAG Deep', 'TAG Wide']],
    ['series: Deep Sea, once\nlayout: post', ['TAG Deep Sea, once']],
    ['series: {order: 2}\ntags: [a]', ['TAG a']],
    ['series: 3', []],
  ])('imports "%s" as tags', async (matter, topics) => {
    expect(await topicsOf(matter)).toEqual(topics);
  });

  it('imports those in the configuration of Hugo', async () => {
    const files = {
      'hugo.toml': '[taxonomies]\ntag = "tags"\nmood = "moods"\nauthor = "authors"\n',
    };
    const matter = 'tags: [a]\nmoods: [calm]\nauthors: [Bo]';
    expect(await topicsOf(matter, files)).toEqual(['TAG a', 'TAG calm']);
  });

  it('names tags as Docusaurus’s tags.yml does', async () => {
    const tags = 'hi:\n  label: Hello\n  permalink: /hello\n  description: All greetings.\nno: 1\n';
    const records = await recordsOfSite({
      'blog/tags.yml': tags,
      'blog/2024-05-01-a.md': text('tags: [hi, Hello, other]'),
    });
    const declared = { taxonomy: 'TAG', slug: 'hi', name: 'Hello', description: 'All greetings.' };
    expect(ofKind(records, 'TOPIC')).toMatchObject([{ ...declared, isShown: false }]);
    expect(ofKind(records, 'ARTICLE')[0]?.topics).toMatchObject([declared, { name: 'other' }]);
  });

  it('ignores a tags.yml with other content', async () => {
    const records = await recordsOfSite({ 'tags.yml': '- a\n', 'a.md': text('draft: true') });
    expect(records.map(({ kind }) => kind)).toEqual(['ARTICLE']);
  });
});
