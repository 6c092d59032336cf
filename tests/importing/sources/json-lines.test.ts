import { describe, expect, it } from 'vitest';
import { articleOfLine, NOW, recordsIn, recordsOfLines } from '../json-lines.js';
import { ofKind } from '../records.js';

const OWN_ID = 'aB3-_xYz0123456789Qr';
const STORY = { title: 'Tides', html: '<p>In and out.</p>' };

describe('jsonLinesSource', () => {
  it('imports a title and a text, dated by the first import', async () => {
    expect(await articleOfLine(STORY)).toEqual({
      kind: 'ARTICLE',
      identity: 'json-lines::title:StGo0nvdkR-_T9JVH0BYiQCr0ruHJset8-z8BG1zhS8',
      place: 'line 1',
      title: 'Tides',
      html: '<p>In and out.</p>',
      status: 'PUBLISHED',
      publishedAt: NOW,
      isDateAssumed: true,
      authors: [],
      topics: [],
    });
  });

  it('imports all properties of an article', async () => {
    const line = {
      kind: 'article',
      id: 7,
      ...STORY,
      slug: 'tides',
      oldSlugs: ['the-tides'],
      addresses: ['/2024/tides.html'],
      standfirst: 'What comes & goes.',
      excerpt: 'In < out.',
      baseUrl: 'https://old.example/',
      language: 'pt-BR',
      status: 'ARCHIVED',
      isProtected: true,
      publishedAt: '2024-05-01T07:30:00+02:00',
      updatedAt: '2024-05-02',
      withdrawnAt: '2024-05-03 10:00',
      source: { name: 'The Source', url: 'https://source.example/7', guid: 'g' },
      image: { url: '/p.jpg', alt: 'A', caption: 'B', credit: 'C', width: 4, height: 3 },
      relatedPosts: [8, { id: OWN_ID, score: 0.5, sharedTopics: ['t'], sharedTerms: ['tide'] }],
      isRelated: true,
      shares: { EMAIL: 2, X: 1 },
      revision: 3,
    };
    expect(await articleOfLine(line)).toEqual({
      kind: 'ARTICLE',
      identity: 'json-lines::7',
      place: 'line 1',
      ...STORY,
      slug: 'tides',
      oldSlugs: ['the-tides'],
      addresses: ['/2024/tides.html'],
      baseUrl: 'https://old.example/',
      standfirst: 'What comes &amp; goes.',
      excerpt: 'In &lt; out.',
      language: 'pt-BR',
      status: 'ARCHIVED',
      isProtected: true,
      publishedAt: new Date('2024-05-01T05:30:00Z'),
      updatedAt: new Date('2024-05-02T00:00:00Z'),
      withdrawnAt: new Date('2024-05-03T10:00:00Z'),
      authors: [],
      topics: [],
      source: { name: 'The Source', url: 'https://source.example/7', guid: 'g' },
      image: { url: '/p.jpg', alt: 'A', caption: 'B', credit: 'C', width: 4, height: 3 },
      relatedPosts: [
        { identity: 'json-lines::8' },
        { id: OWN_ID, score: 0.5, sharedTopicIds: ['t'], sharedTerms: ['tide'] },
      ],
      isRelated: true,
      shares: { EMAIL: 2, X: 1 },
      revision: 3,
    });
  });

  it('yields the site, authors and topics that have lines of their own', async () => {
    const records = await recordsOfLines([
      { kind: 'site', name: 'Notes', description: 'D', url: 'https://n.example', language: 'en' },
      { kind: 'author', id: 'ada', name: 'Ada', bio: 'Writes.', addresses: ['/a/ada'] },
      { kind: 'topic', id: 1, taxonomy: 'CATEGORY', slug: 'sea', name: 'Sea', description: 'Wet.' },
      { kind: 'topic', taxonomy: 'CATEGORY', name: 'Deep Sea', parent: 1 },
    ]);
    expect(records).toEqual([
      {
        kind: 'SITE',
        name: 'Notes',
        description: 'D',
        url: 'https://n.example',
        language: 'en',
      },
      {
        kind: 'AUTHOR',
        identity: 'json-lines::author:ada',
        name: 'Ada',
        bio: 'Writes.',
        addresses: ['https://n.example/a/ada'],
      },
      { kind: 'TOPIC', taxonomy: 'CATEGORY', slug: 'sea', name: 'Sea', description: 'Wet.' },
      { kind: 'TOPIC', taxonomy: 'CATEGORY', slug: 'deep-sea', name: 'Deep Sea', parent: 'sea' },
    ]);
  });

  it('ignores blank lines, a byte order mark, Windows line ends and a missing last one', async () => {
    const records = await recordsIn(
      '\ufeff\r\n \t\r\n{"title":"A","text":"a"}\r\n\n{"title":"B","text":"b"}',
    );
    expect(ofKind(records, 'ARTICLE').map(({ place, title }) => [place, title])).toEqual([
      ['line 3', 'A'],
      ['line 5', 'B'],
    ]);
    expect(records).toHaveLength(2);
  });

  it('treats null as absent, and ignores unknown properties', async () => {
    const line = { ...STORY, id: 1, slug: null, image: null, authors: [{ name: 'A', bio: null }] };
    const { image, slug, authors } = await articleOfLine({ ...line, mood: 'calm', 'x-a': [1] });
    expect([image, slug]).toEqual([undefined, undefined]);
    expect(authors).toEqual([{ identity: 'json-lines::author:a', name: 'A' }]);
  });

  it('accepts an image that is only an address', async () => {
    const { image } = await articleOfLine({ ...STORY, image: 'https://p.example/1.jpg' });
    expect(image).toEqual({ url: 'https://p.example/1.jpg' });
  });
});

describe('a property name of another system', () => {
  it('is ignored if its value does not matter', async () => {
    const said = { draft: false, published: true, tags: [], password: '', author: null };
    const { status, topics } = await articleOfLine({ ...STORY, ...said });
    expect([status, topics]).toEqual(['PUBLISHED', []]);
  });

  it('is ignored if the line has the known property as well', async () => {
    const said = { date: '1999-01-01', publishedAt: '2009-05-01', tags: ['x'], topics: ['Tides'] };
    const { publishedAt, topics } = await articleOfLine({ ...STORY, ...said });
    expect([publishedAt, topics.map(({ name }) => name)]).toEqual([
      new Date('2009-05-01'),
      ['Tides'],
    ]);
  });
});

describe('the text of a line', () => {
  it.each([
    ['html', { html: '<p>a</p>', markdown: '*b*', text: 'c' }, '<p>a</p>'],
    ['markdown', { markdown: '*b*', text: 'c' }, '<p><em>b</em></p>\n'],
    ['text', { text: 'One <1>.\n\nTwo\nlines.' }, '<p>One &lt;1&gt;.</p>\n<p>Two<br />lines.</p>'],
    ['an empty text', { text: '' }, ''],
    ['Markdown, where its HTML is empty', { html: '', markdown: '*b*' }, '<p><em>b</em></p>\n'],
    ['text, if the others are blank', { html: ' ', markdown: '\n', text: 'c' }, '<p>c</p>'],
  ])('is its %s', async (_fact, body, html) => {
    expect((await articleOfLine({ title: 'T', ...body })).html).toBe(html);
  });

  it('takes the title from its first heading, and drops a heading that repeats the title', async () => {
    const untitled = await articleOfLine({ title: '', markdown: '# Tides\n\nIn.' });
    const titled = await articleOfLine({ title: 'Tides', markdown: '# Tides\n\nIn.' });
    expect([untitled.title, untitled.html]).toEqual(['Tides', '<p>In.</p>\n']);
    expect(titled.html).toBe('<p>In.</p>\n');
  });
});

describe('the status of a line', () => {
  const assumed = { isDateAssumed: true };
  it.each([
    [{}, { status: 'PUBLISHED', publishedAt: NOW, ...assumed }],
    [
      { updatedAt: '2024-05-01' },
      { status: 'PUBLISHED', publishedAt: new Date('2024-05-01'), ...assumed },
    ],
    [{ publishedAt: '2024-05-01' }, { status: 'PUBLISHED', publishedAt: new Date('2024-05-01') }],
    [{ publishedAt: '2024-06-01' }, { status: 'SCHEDULED', publishedAt: new Date('2024-06-01') }],
    [{ status: 'DRAFT' }, { status: 'DRAFT' }],
    [{ status: 'ARCHIVED' }, { status: 'ARCHIVED', publishedAt: NOW, ...assumed }],
    [
      { status: 'PUBLISHED', publishedAt: '2024-06-01' },
      { status: 'PUBLISHED', publishedAt: new Date('2024-06-01') },
    ],
  ])('%j is %j', async (declared, state) => {
    const { status, publishedAt, isDateAssumed } = await articleOfLine({ ...STORY, ...declared });
    expect({ status, publishedAt, isDateAssumed }).toEqual({
      publishedAt: undefined,
      isDateAssumed: undefined,
      ...state,
    });
  });
});

describe('the identity of a line', () => {
  it.each([
    ['its id', { id: 'a', slug: 's' }, 'json-lines:one:a'],
    ['its slug', { slug: 's', source: { guid: 'g' } }, 'json-lines:one:slug:s'],
    ['its source’s guid', { source: { guid: 'g', url: 'u' } }, 'json-lines:one:source:g'],
    ['its source’s address', { source: { url: 'u' } }, 'json-lines:one:source:u'],
  ])('is %s', async (_fact, declared, identity) => {
    const article = await articleOfLine({ ...STORY, ...declared }, { namespace: 'one' });
    expect([article.identity, article.id]).toEqual([identity, undefined]);
  });

  it('is the id itself if Broadsheet has created it', async () => {
    const article = await articleOfLine({ ...STORY, id: OWN_ID });
    expect([article.id, article.identity]).toEqual([OWN_ID, `json-lines::${OWN_ID}`]);
  });

  it.each([19, 21])('is not taken for such an id with %i characters', async (length) => {
    const id = `${OWN_ID}xyz`.slice(0, length);
    expect((await articleOfLine({ ...STORY, id })).id).toBeUndefined();
  });

  it('is title and date if there is nothing else, and a second such line is refused', async () => {
    const records = await recordsOfLines([
      { ...STORY, publishedAt: '2024-05-01' },
      { ...STORY, publishedAt: '2024-05-02' },
      { ...STORY, html: '<p>Another.</p>', publishedAt: '2024-05-01' },
      { ...STORY, id: 1, publishedAt: '2024-05-01' },
    ]);
    expect(records.map(({ kind }) => kind)).toEqual(['ARTICLE', 'ARTICLE', 'FAILED', 'ARTICLE']);
    expect(ofKind(records, 'FAILED')).toEqual([
      {
        kind: 'FAILED',
        place: 'line 3',
        title: 'Tides',
        reason:
          'expected an `id`, because an earlier line has the same title and date and no `id` either, found none',
      },
    ]);
  });
});

describe('the authors and topics of a line', () => {
  const described = [
    { kind: 'author', id: 'ada', slug: 'ada-l', name: 'Ada Lovelace', bio: 'Writes.' },
    { kind: 'topic', id: 5, taxonomy: 'CATEGORY', name: 'Sea' },
    { kind: 'topic', id: OWN_ID, name: 'Salt', slug: 'the-salt' },
  ];
  const ada = { identity: 'json-lines::author:ada', slug: 'ada-l', name: 'Ada Lovelace' };
  const sea = { taxonomy: 'CATEGORY', slug: 'sea', name: 'Sea' };
  const salt = { id: OWN_ID, taxonomy: 'TAG', slug: 'the-salt', name: 'Salt' };
  const named = async (declared: object) => {
    const records = await recordsOfLines([...described, { ...STORY, ...declared }]);
    const [article] = ofKind(records, 'ARTICLE');
    return article ?? records.at(-1);
  };

  it.each([
    ['the id', 'ada'],
    ['the name in any case', 'ADA lovelace'],
    ['an object with the id', { id: 'ada' }],
    ['an object with the slug', { slug: 'ada-l' }],
    ['an object with the name', { name: 'Ada Lovelace' }],
  ])('refer to an author on an earlier line by %s', async (_fact, reference) => {
    expect(await named({ authors: [reference] })).toMatchObject({ authors: [ada] });
  });

  it('refer to an author of an export by id alone, whatever its line contains', async () => {
    const declared = { kind: 'author', name: 'Ada', shownFrom: '2024-05-01T08:00:00.000Z' };
    const records = await recordsOfLines([
      { ...declared, id: OWN_ID },
      { ...STORY, authors: [{ id: OWN_ID }] },
      { ...STORY, id: 2, authors: [{ ...declared, id: 3 }] },
    ]);
    const shownFrom = new Date('2024-05-01T08:00:00Z');
    const named = { id: OWN_ID, identity: `json-lines::author:${OWN_ID}`, name: 'Ada' };
    expect(records.map((record) => (record.kind === 'ARTICLE' ? record.authors : record))).toEqual([
      { kind: 'AUTHOR', ...named, shownFrom },
      [named],
      [{ identity: 'json-lines::author:3', name: 'Ada', shownFrom }],
    ]);
  });

  it('create an author for any other name', async () => {
    const { authors } = await articleOfLine({
      ...STORY,
      authors: ['Bo  Ek', { name: 'Cy', slug: 'cy', bio: 'B.' }, { id: 9, name: 'Di' }],
    });
    expect(authors).toEqual([
      { identity: 'json-lines::author:bo  ek', name: 'Bo  Ek' },
      { identity: 'json-lines::author:slug:cy', slug: 'cy', name: 'Cy', bio: 'B.' },
      { identity: 'json-lines::author:9', name: 'Di' },
    ]);
  });

  it.each([
    ['the name', 'sea', sea],
    ['the number of its id', { id: 5 }, sea],
    ['an id of Broadsheet', { id: OWN_ID }, salt],
    ['its slug and taxonomy', { slug: 'the-salt' }, salt],
  ])('refer to a topic on an earlier line by %s', async (_fact, reference, topic) => {
    expect(await named({ topics: [reference] })).toMatchObject({ topics: [topic] });
  });

  it('create a tag for any other name', async () => {
    const { topics } = await articleOfLine({
      ...STORY,
      topics: ['Low Water', { taxonomy: 'CATEGORY', name: 'Air', parent: 'world' }],
    });
    expect(topics).toEqual([
      { taxonomy: 'TAG', slug: 'low-water', name: 'Low Water' },
      { taxonomy: 'CATEGORY', slug: 'air', name: 'Air', parent: 'world' },
    ]);
  });

  it('refer to a topic by name, whether or not its line shows it', async () => {
    const records = await recordsOfLines([
      { kind: 'topic', name: 'Pans', isShown: false },
      { ...STORY, topics: ['Pans'] },
    ]);
    const pans = { taxonomy: 'TAG', slug: 'pans', name: 'Pans' };
    expect(records[0]).toEqual({ kind: 'TOPIC', ...pans, isShown: false });
    expect(records[1]).toMatchObject({ topics: [pans] });
    expect(ofKind(records, 'ARTICLE')[0]?.topics[0]).not.toHaveProperty('isShown');
  });

  it('set the parent of a topic by an id of Broadsheet', async () => {
    const records = await recordsOfLines([
      ...described,
      { kind: 'topic', name: 'Pans', parent: OWN_ID },
    ]);
    expect(records.at(-1)).toMatchObject({ parentId: OWN_ID });
  });
});

describe('the comments of a line', () => {
  it('are stored with their replies after the comments that they answer', async () => {
    const at = { createdAt: '2024-05-01T08:00:00Z' };
    const { comments } = await articleOfLine({
      ...STORY,
      comments: [
        { id: 1, body: 'One.', authorName: 'Kim', ...at, replies: [{ body: 'Two.', ...at }] },
        { id: OWN_ID, parent: 1, body: '<p>Three.</p>', isHtml: true, status: 'SPAM', ...at },
      ],
    });
    const createdAt = new Date('2024-05-01T08:00:00Z');
    expect(comments).toEqual([
      { identity: '1', authorName: 'Kim', body: 'One.', status: 'APPROVED', createdAt },
      {
        identity: '[0].replies[0]',
        parentIdentity: '1',
        authorName: 'Anonymous',
        body: 'Two.',
        status: 'APPROVED',
        createdAt,
      },
      {
        id: OWN_ID,
        identity: OWN_ID,
        parentIdentity: '1',
        authorName: 'Anonymous',
        body: '<p>Three.</p>',
        isHtml: true,
        status: 'SPAM',
        createdAt,
      },
    ]);
  });
});
