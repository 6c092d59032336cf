import { describe, expect, it } from 'vitest';
import { openSource } from '../../../src/importing/detect.js';
import { articlesOfItems, feedRecords, NOW, recordsOf } from '../feeds.js';
import { collect, fixture, ofKind, temporaryFile } from '../records.js';

const titles = async (name: string) =>
  ofKind(await feedRecords(name), 'ARTICLE').map(({ title }) => title);
const failures = async (name: string) =>
  ofKind(await feedRecords(name), 'FAILED').map(({ place, title, reason }) => [
    place,
    title,
    reason,
  ]);

describe('feedSource, of wrong encoding declarations', () => {
  it('reads windows-1252 that is declared as UTF-8, even if only a few bytes are', async () => {
    const articles = ofKind(await feedRecords('lying-utf-8.xml'), 'ARTICLE');
    expect(articles.map(({ title, html, source }) => [title, html, source?.name])).toEqual([
      ['L’été – enfin', '<p>Œufs à 5 €</p>', 'Café “Ancre”'],
      ['L’été – encore', '<p>déjà déjà</p>', 'Café “Ancre”'],
    ]);
  });

  it.each([
    ['UTF-8 that calls itself ISO-8859-1', 'lying-latin-1.xml', 'Räksmörgås “nu”'],
    ['UTF-8 that calls itself UTF-16', 'says-utf-16.xml', 'Ünter'],
    ['UTF-16', 'utf-16.xml', 'Łódź płynie'],
    ['windows-1251', 'windows-1251.xml', 'Туман над заливом'],
  ])('reads %s', async (_fact, name, title) => {
    expect(await titles(name)).toEqual([title]);
  });

  it.each([
    ['an unknown encoding', 'x-martian'],
    ['one that is not for text', 'base64'],
  ])('reads %s as UTF-8', async (_fact, encoding) => {
    const feed = `<?xml version="1.0" encoding="${encoding}"?><rss><channel><item><title>Ü</title></item></channel></rss>`;
    expect(ofKind(await recordsOf(feed), 'ARTICLE')[0]?.title).toBe('Ü');
  });
});

describe('feedSource, of broken files', () => {
  it('skips blank lines and messages before the feed, and removes control characters', async () => {
    const [one] = ofKind(await feedRecords('notice.xml'), 'ARTICLE');
    expect([one?.title, one?.html]).toEqual(['Still here', '<p>ab</p>']);
  });

  it('imports the complete items of a truncated file, and reports where it ends', async () => {
    expect(await titles('cut-off.xml')).toEqual(['Whole']);
    expect(await failures('cut-off.xml')).toEqual([
      [
        'item 2, line 4',
        'Half a & story',
        'the file ends in line 5; expected </item>. Everything before it was read. Fetch the feed again to get the rest',
      ],
    ]);
  });

  it('reports a feed that ends between two items', async () => {
    const records = await recordsOf('<rss version="2.0"><channel><item><title>A</title></item>\n');
    expect(records.map(({ kind }) => kind)).toEqual(['SITE', 'ARTICLE', 'FAILED']);
  });

  it('limits an error to its item', async () => {
    expect(await titles('broken-items.xml')).toEqual([
      'Bare & ampersand &bogus; bold',
      'After it',
      'Speaks of RSS',
    ]);
  });

  it('reports the place, title and reason of each item that fails', async () => {
    const crossed = 'it cannot be parsed: it is empty, or its tags do not match';
    expect(await failures('broken-items.xml')).toEqual([
      ['item 2, line 4', 'Never closed', 'expected </item>, found another <item> in line 5'],
      [
        'item 3, line 5',
        'Forgotten end',
        'expected the end of its CDATA section, found the next item',
      ],
      ['item 5, line 7', undefined, crossed],
      ['item 6, line 8', undefined, 'expected a title or a text, found neither'],
      ['item 7, line 9', 'Tags that cross here', crossed],
    ]);
  });

  it('accepts markup that was not escaped', async () => {
    const [one] = ofKind(await feedRecords('broken-items.xml'), 'ARTICLE');
    expect(one?.html).toBe('1 < 2 & <p>one<br>two <img src="x.jpg"> three');
  });

  it('does not treat a blank description as a broken item', async () => {
    const blank = ['&nbsp;', '<![CDATA[ ]]>', '', '<![CDATA[<p></p>]]>'];
    const items = blank.map(
      (text) => `<item><title>A</title><description>${text}</description></item>`,
    );
    expect(await articlesOfItems(...items)).toHaveLength(4);
  });

  it('reports an item that is too large, and imports the next', async () => {
    const large = `<item><title>Large</title><description>${'x'.repeat(17 * 1024 * 1024)}</description></item>`;
    const records = await recordsOf(
      `<rss version="2.0"><channel>${large}\n<item><title>Small</title></item></channel></rss>`,
    );
    expect(ofKind(records, 'FAILED')).toEqual([
      {
        kind: 'FAILED',
        place: 'item 1, line 1',
        title: 'Large',
        reason: 'expected at most 16777216 bytes in an item, found 17825852',
      },
    ]);
    expect(ofKind(records, 'ARTICLE').map(({ place }) => place)).toEqual(['item 2, line 2']);
  });

  it.each([
    ['a feed without items', '<rss version="2.0"><channel><title>T</title></channel></rss>', 1],
    ['a self-closing feed', '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"/>', 1],
    ['an empty channel', '<rss version="2.0"><channel/></rss>', 1],
    ['an empty Atom feed', '<feed xmlns="http://www.w3.org/2005/Atom"></feed>', 1],
  ])('recognises %s as such', async (_fact, feed, count) => {
    expect(await recordsOf(feed)).toHaveLength(count);
  });
});

describe('feedSource, of entities', () => {
  it.each(['bomb.xml', 'external-entity.xml'])(
    'refuses a feed that declares some: %s',
    async (name) => {
      await expect(feedRecords(name)).rejects.toThrow(
        /it declares an (?:external )?entity of its own/,
      );
    },
  );

  it('accepts a feed that only declares characters of HTML', async () => {
    const [, second] = ofKind(await feedRecords('rss-1.0.rdf'), 'ARTICLE');
    expect(second?.title).toBe('Ohne Datum und Autor');
  });

  it('leaves an unknown entity as it is written', async () => {
    const [one] = await articlesOfItems('<item><title>&bogus; &hellip; &amp;</title></item>');
    expect(one?.title).toBe('&bogus; … &');
  });
});

describe('feedSource, of titles', () => {
  it('removes markup from titles, except where a title mentions it', async () => {
    expect(await titles('titles.xml')).toEqual([
      'AT&T',
      'AT&T',
      'Salt & light',
      'Twice escaped',
      'It’s late',
      'The <video> element',
      '1 < 2 & 3 > 2',
      'Two lines',
      'Loud',
    ]);
  });
});

describe('feedSource, of unescaped less-than signs', () => {
  it.each([
    ['<title>I <3 you</title>', 'I <3 you', ''],
    ['<title>Broken </3</title>', 'Broken </3', ''],
    ['<title>a <= b << c</title>', 'a <= b << c', ''],
    ['<title>A <- B</title><description>3 < 4 is true</description>', 'A <- B', '3 &lt; 4 is true'],
    ['<title><![CDATA[1 < 2]]></title>', '1 < 2', ''],
    [
      '<title>A</title><!-- <3 --><description><![CDATA[<p>3 < 4</p>]]></description>',
      'A',
      '3 < 4',
    ],
  ])('reads them as text: %s', async (written, title, text) => {
    const [one] = await articlesOfItems(`<item>${written}</item>`);
    expect([one?.title, one?.html]).toEqual([title, text === '' ? '' : `<p>${text}</p>`]);
  });

  it('reads them as text in the data of the feed, and in Atom', async () => {
    const atom =
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>We <3 salt</title><entry><title>You <3 it</title></entry></feed>';
    expect(await recordsOf(atom)).toMatchObject([{ name: 'We <3 salt' }, { title: 'You <3 it' }]);
  });
});

describe('feedSource, of texts', () => {
  it.each([
    ['escaped twice', '&amp;lt;p&amp;gt;A &amp;amp;amp; B&amp;lt;/p&amp;gt;', '<p>A &amp; B</p>'],
    ['without markup', 'One.\n\nTwo &amp;amp; three.', '<p>One.</p>\n<p>Two &amp; three.</p>'],
    ['with an unescaped sign', '1 &lt; 2', '<p>1 &lt; 2</p>'],
  ])('makes HTML of one %s', async (_fact, text, html) => {
    const [one] = await articlesOfItems(
      `<item><guid>1</guid><description>${text}</description></item>`,
    );
    expect(one?.html).toBe(html);
  });

  it('uses the summary if the full text has only empty tags', async () => {
    const [one] = await articlesOfItems(
      '<item><guid>1</guid><description>Words.</description><content:encoded>&lt;p>&lt;/p></content:encoded></item>',
    );
    expect(one?.html).toBe('<p>Words.</p>');
  });

  it.each([
    ['javascript:alert(1)', undefined],
    ['feed:https://one.example/a', 'https://one.example/a'],
    ['feed://one.example/a', 'http://one.example/a'],
    ['//one.example/a', 'https://one.example/a'],
    ['\n  /a b \n', 'https://one.example/a%20b'],
    ['https://one.example/?a=1&amp;amp;b=2', 'https://one.example/?a=1&b=2'],
    ['www.one.example/a', 'https://www.one.example/a'],
  ])('resolves %j to an absolute address, or to none', async (written, url) => {
    const [one] = await articlesOfItems(`<item><title>A</title><link>${written}</link></item>`);
    expect(one?.source?.url).toBe(url);
  });

  it.each([
    ['Ann Alpha, Bob Beta (MIT)', ['Ann Alpha, Bob Beta (MIT)']],
    ['(Bo Marsh)', ['Bo Marsh']],
    ['(Bo Marsh', ['Bo Marsh']],
    ['(Dr) Bo Marsh', ['(Dr) Bo Marsh']],
    ['Ann One, Bo Two and Cy Three', ['Ann One', 'Bo Two', 'Cy Three']],
    ['A. One, B. van Two, and C. Three', ['A. One', 'B. van Two', 'C. Three']],
    ['Ann One; Bo Two; Cy Three (MIT)', ['Ann One', 'Bo Two', 'Cy Three (MIT)']],
    ['Ann One and Bo Two', ['Ann One and Bo Two']],
    ['Smith, John', ['Smith, John']],
    ['Smith, John, Jr.', ['Smith, John, Jr.']],
    ['Department of Food, Agriculture and Fish', ['Department of Food, Agriculture and Fish']],
  ])('splits a list of names only where it is clearly one: %j', async (written, names) => {
    const [one] = await articlesOfItems(
      `<item><title>A</title><dc:creator>${written}</dc:creator></item>`,
    );
    expect(one?.authors.map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ['bo@one.example (Bo Marsh)', 'Bo Marsh'],
    ['Bo Marsh &lt;bo@one.example&gt;', 'Bo Marsh'],
    ['by Bo Marsh', 'Bo Marsh'],
    ['bo@one.example', undefined],
    ['Unknown', undefined],
    ['noreply@one.example (Unknown)', undefined],
  ])('reads the author %j', async (written, name) => {
    const [one] = await articlesOfItems(
      `<item><title>A</title><dc:creator>${written}</dc:creator></item>`,
    );
    expect(one?.authors[0]?.name).toBe(name);
  });
});

describe('openSource, of files that look like a feed', () => {
  it.each([
    ['a web page', '<html><body><rss version="2.0"></rss></body></html>'],
    [
      'another kind of RDF',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>',
    ],
  ])('refuses %s', async (_fact, content) => {
    await expect(openSource(await temporaryFile('x.xml', content))).rejects.toThrow(/expected a/);
  });

  it('counts the bytes read up to the total', async () => {
    const source = await openSource(fixture('feeds/rss-2.0.xml'), { now: NOW });
    await collect(source.records);
    expect(source.bytesRead()).toBe(source.totalBytes);
  });
});
