import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PictureIndex } from '../../../../src/importing/sources/wordpress/pictures.js';
import { shortcodeRenderer } from '../../../../src/importing/sources/wordpress/shortcode-html.js';
import { remainsOf } from '../../../../src/importing/sources/wordpress/shortcode-remains.js';
import { expandShortcodes } from '../../../../src/importing/sources/wordpress/shortcodes.js';

const pictures: PictureIndex = {
  byId: (id) => (id === '7' ? { url: 'https://x.example/7.jpg', alt: 'Seven' } : undefined),
  uploadedTo: () => [{ url: 'https://x.example/own.jpg', caption: 'A < B', credit: 'Bo' }],
};
const expand = (html: string) => expandShortcodes(html, shortcodeRenderer('1', pictures)).trim();
const kept = (html: string) =>
  expandShortcodes(html, shortcodeRenderer('1', pictures), remainsOf).replace(/\n+/g, '\n').trim();
const IMAGE = '<img src="https://x.example/a.jpg" alt="A">';

describe('expandShortcodes', () => {
  it.each([
    [
      'a caption',
      `[caption width="3"]${IMAGE} The <em>words</em>[/caption]`,
      `<figure>${IMAGE}<figcaption>The <em>words</em></figcaption></figure>`,
    ],
    [
      'a caption in an attribute',
      `[caption caption="Words"]${IMAGE}[/caption]`,
      `<figure>${IMAGE}<figcaption>Words</figcaption></figure>`,
    ],
    [
      'a gallery, without missing images',
      '[gallery ids="7,8"]',
      '<figure><img src="https://x.example/7.jpg" alt="Seven"></figure>',
    ],
    [
      'a gallery of the images of the post',
      '[gallery]',
      '<figure><img src="https://x.example/own.jpg" alt=""><figcaption>A &lt; B <cite>Bo</cite></figcaption></figure>',
    ],
    [
      'an embedded address',
      '[embed]https://v.example/?a=1&b=2[/embed]',
      '<p><a href="https://v.example/?a=1&amp;b=2">https://v.example/?a=1&amp;b=2</a></p>',
    ],
    ...[
      [
        '[youtube=https://www.youtube.com/watch?v=q1&w=3]',
        'https://www.youtube.com/watch?v=q1&w=3',
      ],
      ['[youtube]abcDEF12345[/youtube]', 'https://www.youtube.com/watch?v=abcDEF12345'],
      ['[vimeo 12345]', 'https://vimeo.com/12345'],
      ['[googlemaps https://maps.example/?q=1]', 'https://maps.example/?q=1'],
    ].map(([written = '', url = '']) => {
      const address = url.replace('&', '&amp;');
      return [`a film as ${written}`, written, `<p><a href="${address}">${address}</a></p>`];
    }),
    [
      'a video',
      '[video mp4="https://v.example/a.mp4"][/video]',
      '<figure><video controls src="https://v.example/a.mp4"><a href="https://v.example/a.mp4">a.mp4</a></video></figure>',
    ],
    [
      'audio without an attribute name',
      '[audio https://v.example/a.mp3]',
      '<figure><audio controls src="https://v.example/a.mp3"><a href="https://v.example/a.mp3">a.mp3</a></audio></figure>',
    ],
    [
      'audio with options after its address',
      '[audio http://v.example/a.mp3|width=300]',
      '<figure><audio controls src="http://v.example/a.mp3"><a href="http://v.example/a.mp3">a.mp3</a></audio></figure>',
    ],
    [
      'code with its brackets',
      '[code language="js"]a[0] < [b][/code]',
      '<pre><code class="language-js">a[0] &lt; [b]</code></pre>',
    ],
  ])('renders %s', (_fact, written, expected) => {
    expect(expand(written)).toBe(expected);
  });

  it.each([
    ['one with attributes', 'a [box colour="red"] b', 'a  b'],
    ['a word for a plug-in', '[latexpage] Let x be 1.', 'Let x be 1.'],
    ['an enclosing one', '[box]text[/box]', 'text'],
    ['nested ones', '[row][column width=3]text[/column][/row]', 'text'],
    ['a self-closing one', 'a [box /] b', 'a  b'],
    ['one with a dash in its name', 'a [contact-form] b', 'a  b'],
    ['one alone on its line', 'a\n[sitemap]\nb', 'a\n\nb'],
  ])('removes an unknown one: %s', (_fact, written, expected) => {
    expect(expand(written)).toBe(expected);
  });

  it.each([
    'He said so [sic] twice.',
    'As shown before [1] and [12].',
    'A gap […] and [...] another.',
    'It was [citation needed] long.',
    '<pre>[gallery]</pre>',
    '<code>[box colour="red"]</code>',
    '<a title="[box a=1]">x</a>',
    'an open [bracket',
  ])('leaves %s', (written) => {
    expect(expand(written)).toBe(written);
  });

  it.each([
    ['[[gallery]]', '[gallery]'],
    ['[[caption width="1"]x[/caption]]', '[caption width="1"]x[/caption]'],
  ])('unescapes %s to %s', (written, expected) => {
    expect(expand(written)).toBe(expected);
  });

  it('takes linear time, however broken the text is', () => {
    const begun = performance.now();
    for (const piece of ['[caption]', '[[a', '[a b="', '[/a', '<a [b c=1']) {
      expand(piece.repeat(20_000));
    }
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it('loses no word of the text between shortcodes', () => {
    const pieces = [
      '[box a="1"]',
      '[/box]',
      '[row]',
      '[/row]',
      'tide',
      ' ',
      '[contact-form]',
      '\n',
    ];
    assert(
      property(array(constantFrom(...pieces), { maxLength: 30 }), (parts) => {
        const count = (text: string) => text.split('tide').length;
        expect(count(expand(parts.join('')))).toBe(count(parts.join('')));
      }),
    );
  });
});

describe('remainsOf', () => {
  const link = (url: string, words = url) => `<a href="${url}">${words}</a>`;
  const film = 'https://x.example/f.mp4';
  it.each([
    [
      '[button link="https://buy.example/?a=1&amp;b=2"]Buy <b>it</b>[/button]',
      link('https://buy.example/?a=1&amp;b=2', 'Buy <b>it</b>'),
    ],
    [
      'a [btn url="https://buy.example/" title="Buy &amp; go"] b',
      `a ${link('https://buy.example/', 'Buy &amp; go')} b`,
    ],
    [
      '[vc_btn title="Buy" link="url:https%3A%2F%2Fbuy.example%2F|target:_blank"]',
      link('https://buy.example/', 'Buy'),
    ],
    [
      '[su_youtube url="https://www.youtube.com/watch?v=abc" width="600"]',
      `<p>${link('https://www.youtube.com/watch?v=abc')}</p>`,
    ],
    [
      '[et_pb_video src=”https://v.example/1”][/et_pb_video]',
      `<p>${link('https://v.example/1')}</p>`,
    ],
    [
      '[fvplayer src="https://x.example/f.mp4" splash="https://x.example/s.jpg"]',
      `<figure><video controls src="${film}">${link(film, 'f.mp4')}</video></figure>`,
    ],
    [
      '[pic src="https://x.example/a.jpg" alt="A" width="3"]',
      '<img src="https://x.example/a.jpg" alt="A" width="3">',
    ],
    ['[box src="https://x.example/bg.jpg"]Text.[/box]', 'Text.'],
    [
      '[box link="https://x.example/"]<p>One.</p>\n\n<p>Two.</p>[/box]',
      `<p>One.</p>\n<p>Two.</p>\n<p>${link('https://x.example/')}</p>`,
    ],
    [
      '[acc][item title="Q <b>&lt;1?"]A.[/item][item title="R?"]B.[/item][/acc]',
      '<p><strong>Q &lt;1?</strong></p>\nA.\n<p><strong>R?</strong></p>\nB.',
    ],
    ['[blockquote cite="Who"]Said[/blockquote]', 'Said <cite>Who</cite>'],
  ])('keeps of %s', (written, expected) => {
    expect(kept(written)).toBe(expected);
  });

  it.each([
    ['[slider title="Home" id="3"]a[/slider]', 'a'],
    ['[box title="on" colour="#f00" icon="fa-x"]a[/box]', 'a'],
    ['the [tooltip title="Often."]word[/tooltip]', 'the word'],
    ['the [term title="Often."]word[/term]', 'the word'],
    ['[form title="Write"]', ''],
    ['[button link="javascript:alert(1)"]Buy[/button]', 'Buy'],
    ['[button link="#buy"]Buy[/button]', 'Buy'],
  ])('prints no option of %s', (written, expected) => {
    expect(kept(written)).toBe(expected);
  });

  it('never outputs markup from an attribute', () => {
    const html = kept(
      `[b url='https://x.example/"><script>']a[/b][c title='&lt;img src=x&gt;']d[/c]`,
    );
    expect(html).not.toMatch(/<script|<img/);
  });
});
