import { describe, expect, it } from 'vitest';
import { readBody } from '../../src/content/reading-matter.js';

describe('readBody text', () => {
  it.each([
    ['parts paragraphs by an empty line', '<h2>A</h2>\n<p>b\n c</p><p>d</p>', 'A\n\nb c\n\nd'],
    ['decodes entities', '<p>a &amp; b &lt;i&gt; &nbsp; &eacute;</p>', 'a & b <i> é'],
    ['makes a line end of a break, and a paragraph of two', '<p>a<br>b<br><br>c</p>', 'a\nb\n\nc'],
    [
      'puts each list item on a line of its own',
      '<p>x</p><ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul>y',
      'x\n\na\nb\nc\n\ny',
    ],
    [
      'separates cells by a tab and rows by a line end',
      '<table><tr><th>a</th><td><p>b</p></td></tr><tr><td>c<br>d</td><td>e</td></tr></table>',
      'a\tb\nc d\te',
    ],
    [
      'leaves out captions and alternative texts',
      '<figure><img src="x" alt="y"><figcaption>z</figcaption></figure><p>a</p>',
      'a',
    ],
    [
      'leaves out the fallback content of players',
      '<p>a</p><video>no</video><iframe>no</iframe>',
      'a',
    ],
    ['leaves out scripts, should there be any', '<script>x</script><style>y</style>a', 'a'],
    ['leaves out ruby annotations', '<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>で', '港で'],
    [
      'keeps the line ends of code',
      '<p>a</p><pre><code>if (x) {\n  y\n}\n</code></pre><p>b</p>',
      'a\n\nif (x) {\n  y\n}\n\nb',
    ],
    ['joins words across inline elements', '<p>un<em>believ</em>able<wbr>!</p>', 'unbelievable!'],
    ['forgets soft hyphens', '<p>har&shy;bour</p>', 'harbour'],
    ['is empty for an empty body', '<p>&nbsp;</p><p></p>', ''],
  ])('%s', (_, html, text) => {
    expect(readBody(html).text).toBe(text);
  });

  it('separates prose from code', () => {
    const { prose, codeText } = readBody('<p>a</p><pre>x = 1</pre><p>b</p><pre>y</pre>');

    expect(prose).toBe('a\n\nb');
    expect(codeText).toBe('x = 1\n\ny');
  });
});

describe('readBody links', () => {
  it('lists links in order, each address once, with the visible text', () => {
    const { links } = readBody(
      '<p><a href="/b">the <b>b</b>\n link</a> <a href="/a?x=1&amp;y=2">a</a> <a href="/b">again</a></p>',
    );

    expect(links).toEqual([
      { url: '/b', text: 'the b link' },
      { url: '/a?x=1&y=2', text: 'a' },
    ]);
  });

  it('leaves out links within the page and named anchors', () => {
    expect(readBody('<a href="#user-content-fn1">1</a><a id="x">y</a>').links).toEqual([]);
  });

  it('uses the alternative text of a linked picture until a link with text follows', () => {
    expect(readBody('<a href="/a"><img src="x" alt="A boat"></a>').links).toEqual([
      { url: '/a', text: 'A boat' },
    ]);
    expect(readBody('<a href="/a"><img src="x"></a><a href="/a">Boats</a>').links).toEqual([
      { url: '/a', text: 'Boats' },
    ]);
  });
});

describe('readBody pictures', () => {
  const picture = (html: string) => readBody(html).pictures[0];

  it('keeps address, alternative text and size in pixels', () => {
    expect(picture('<img src="/a.jpg" alt="A boat" width="640" height="480">')).toEqual({
      url: '/a.jpg',
      alt: 'A boat',
      width: 640,
      height: 480,
    });
  });

  it.each([
    ['<figcaption>At dawn</figcaption>', { caption: 'At dawn' }],
    ['<figcaption>At <i>dawn</i> | Ada L.</figcaption>', { caption: 'At dawn', credit: 'Ada L.' }],
    [
      '<figcaption>At dawn (<cite>Ada L.</cite>)</figcaption>',
      { caption: 'At dawn', credit: 'Ada L.' },
    ],
    [
      '<figcaption>At dawn – <small>Ada L.</small></figcaption>',
      { caption: 'At dawn', credit: 'Ada L.' },
    ],
    ['<figcaption><cite>Ada L.</cite></figcaption>', { credit: 'Ada L.' }],
    ['', {}],
  ])('reads caption and credit from %j', (figcaption, expected) => {
    expect(picture(`<figure><img src="x">${figcaption}</figure>`)).toEqual({
      url: 'x',
      ...expected,
    });
  });

  it('reads caption and credit from the title unless that is a file name', () => {
    expect(picture('<img src="x" title="At dawn | Ada">')).toEqual({
      url: 'x',
      caption: 'At dawn',
      credit: 'Ada',
    });
    expect(picture('<img src="x" title="IMG_2034">')).toEqual({ url: 'x' });
  });

  it('gives the caption of a gallery to the pictures without a caption of their own', () => {
    const { pictures } = readBody(
      '<figure><figure><img src="a"><figcaption>own</figcaption></figure><figure><img src="b"></figure><figcaption>all</figcaption></figure>',
    );

    expect(pictures.map(({ caption }) => caption)).toEqual(['own', 'all']);
  });

  it('leaves out tracking pixels', () => {
    expect(picture('<img src="x" width="1" height="1">')).toBeUndefined();
  });
});
