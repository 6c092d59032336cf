import { describe, expect, it } from 'vitest';
import { OldSite } from '../../../../src/importing/sources/json-lines/old-site.js';
import { importHere } from '../../../support/import-here.js';
import { SITE_URL, stage } from '../../../support/stage.js';
import { recordsOfLines } from '../../json-lines.js';
import { temporaryFile } from '../../records.js';

describe('OldSite', () => {
  const placed = (url: string | undefined, address: string) => {
    const site = new OldSite();
    site.read({ kind: 'site', ...(url === undefined ? {} : { url }) });
    return site.placed([address]);
  };

  it.each([
    ['https://old.example', '/2019/05/slug/', ['https://old.example/2019/05/slug/']],
    ['http://old.example:8080/', '/?p=1', ['http://old.example:8080/?p=1']],
    ['https://old.example/', '?p=1', ['https://old.example/?p=1']],
    ['https://old.example/blog', '/blog/a', ['https://old.example/blog/a']],
    ['https://old.example/blog/', '/a', ['https://old.example/a', 'https://old.example/blog/a']],
    [
      'https://old.example/blog',
      '/blogs',
      ['https://old.example/blogs', 'https://old.example/blog/blogs'],
    ],
  ])('at %s resolves %s', (url, address, expected) => {
    expect(placed(url, address)).toEqual(expected);
  });

  it.each([
    [undefined, '/a'],
    ['old.example', '/a'],
    ['javascript:alert(1)', '/a'],
    ['https://old.example', 'https://older.example/a'],
    ['https://old.example', '//older.example/a'],
    ['https://old.example', '/\\older.example/a'],
    ['https://old.example', 'a'],
    ['https://old.example', ''],
  ])('at %s leaves %j as it is', (url, address) => {
    expect(placed(url, address)).toEqual([address]);
  });

  it('is the last that was given, and is kept by a line without an address', () => {
    const site = new OldSite();
    const declared = ['https://a.example', 'https://b.example', undefined].map((url) => {
      site.read({ kind: 'site', ...(url === undefined ? {} : { url }) });
      return site.placed(['/x']);
    });
    expect(declared).toEqual([
      ['https://a.example/x'],
      ['https://b.example/x'],
      ['https://b.example/x'],
    ]);
  });
});

const LINES = [
  { id: 1, title: 'Before', text: 'Above the site.', addresses: ['/2019/before/'] },
  { kind: 'site', url: 'https://www.old.example/' },
  { kind: 'author', id: 'ada', name: 'Ada', addresses: ['/people/ada'] },
  { kind: 'topic', id: 'sea', name: 'Sea', addresses: ['/section/sea'] },
  {
    ...{ id: 2, title: 'Tides', text: 'In and out.', addresses: ['/2019/05/old-slug/', '/?p=7'] },
    ...{ authors: ['ada', { name: 'Bo', addresses: ['/people/bo'] }], topics: ['sea'] },
  },
];

describe('a path among the addresses of a line', () => {
  it('belongs to the site of an earlier line, in articles, authors and topics', async () => {
    const records = await recordsOfLines(LINES);
    const at = (path: string) => [`https://www.old.example${path}`];
    expect(records).toMatchObject([
      { addresses: ['/2019/before/'] },
      { url: 'https://www.old.example/' },
      { addresses: at('/people/ada') },
      { addresses: at('/section/sea') },
      {
        addresses: [...at('/2019/05/old-slug/'), ...at('/?p=7')],
        authors: [{ name: 'Ada' }, { addresses: at('/people/bo') }],
      },
    ]);
  });

  it('resolves at that host and as a path here, and at no other host', async () => {
    const page = await stage();
    const text = LINES.map((line) => `${JSON.stringify(line)}\n`).join('');
    await importHere(page.db, await temporaryFile('articles.jsonl', text));
    const ways = [
      ['https://old.example/2019/05/old-slug/', '/tides'],
      ['http://www.old.example/?p=7', '/tides'],
      ['/2019/05/old-slug/', '/tides'],
      ['/?p=7', '/tides'],
      [`${SITE_URL}/2019/05/old-slug/`, '/tides'],
      ['https://old.example/people/ada', '/author/ada'],
      ['/people/bo', '/author/bo'],
      ['https://old.example/section/sea', '/tag/sea'],
      ['/2019/before/', '/before'],
      ['https://old.example/2019/before/', null],
      ['https://stranger.example/2019/05/old-slug/', null],
    ] as const;
    const asked = ways.map(
      ([url], index) => `a${index}: resolve(url: "${url}") { ... on Redirect { to } }`,
    );
    const { data } = await page.ask(`{ ${asked.join(' ')} }`);
    expect(ways.map(([url], index) => [url, data[`a${index}`]])).toEqual(
      ways.map(([url, to]) => [url, to && { to: SITE_URL + to }]),
    );
  });
});
