import { describe, expect, it } from 'vitest';
import { textToHtml } from '../../src/content/html.js';
import { sanitiseHtml } from '../../src/content/sanitise.js';

const BASE = { baseUrl: 'https://news.example/2024/tides/' };

describe('sanitiseHtml', () => {
  it.each([
    ['headings and paragraphs', '<h2>Tides</h2><p>Salt <em>and</em> <strong>water</strong>.</p>'],
    ['lists', '<ol start="3" reversed type="a"><li value="4">a</li></ol><ul><li>b</li></ul>'],
    [
      'tables',
      '<table><caption>c</caption><thead><tr><th colspan="2" scope="col">a</th></tr></thead></table>',
    ],
    ['quotations', '<blockquote cite="https://a.example/"><p>x</p></blockquote><q>y</q>'],
    [
      'code with its language',
      '<pre class="language-ts"><code class="language-ts">a &lt; b</code></pre>',
    ],
    ['marked changes', '<del datetime="2024-01-01">a</del><ins>b</ins>'],
    ['ruby annotations', '<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>'],
    ['language and direction', '<p lang="ar" dir="rtl">x</p>'],
    ['mail and telephone links', '<a href="mailto:a@b.example">m</a> <a href="tel:+4930">t</a>'],
    ['small and void elements', '<sub>2</sub><br /><hr /><abbr title="a b">ab</abbr><wbr />'],
    ['an open details element', '<details open><summary>s</summary>x</details>'],
  ])('keeps %s', (_, html) => {
    expect(sanitiseHtml(html)).toBe(html);
  });

  it.each([
    '<script>a</script>',
    '<template><p>a</p></template>',
    '<object data="javascript:a"></object>',
    '<img alt="none">',
    '<img src="https://count.example/a.gif" width="1" height="1">',
    '<iframe src="https://elsewhere.example/" width="0"></iframe>',
    '<picture><source></picture>',
  ])('ends a paragraph at the same place after removing %s', (taken) => {
    const rest = '<p>b</p> between <p>c</p>';
    expect(sanitiseHtml(`${taken}${rest}`).replace('<picture></picture>', '')).toBe(rest);
  });

  it('keeps pictures with their sizes and their responsive sources', () => {
    const html =
      '<figure><picture><source srcset="/a.webp 1x, /b.webp 2x" media="(min-width: 600px)" type="image/webp" />' +
      '<img src="/a.jpg" alt="" title="T | C" width="640" height="480" /></picture><figcaption>c</figcaption></figure>';

    expect(sanitiseHtml(html)).toBe(html);
  });

  it('removes a picture without a safe address', () => {
    expect(sanitiseHtml('a<img alt="x" src="data:image/png;base64,AA==">b')).toBe('ab');
  });

  it('keeps the text of an unknown element but not its tags', () => {
    expect(sanitiseHtml('<p><font color="red">a</font> <blink>b</blink></p>')).toBe('<p>a b</p>');
  });

  it('keeps the separation of unknown containers', () => {
    expect(sanitiseHtml('<article>a</article><main>b</main>')).toBe(
      '<section>a</section><div>b</div>',
    );
  });

  it('removes style, classes, event handlers and comments', () => {
    expect(
      sanitiseHtml('<p class="x" style="color:red" onclick="y()" data-z="1">a<!-- b --></p>'),
    ).toBe('<p>a</p>');
  });

  it('resolves addresses against the base, also those in srcset', () => {
    expect(
      sanitiseHtml(
        '<a href="../b?c=1&d=2">x</a><img src="i.jpg" srcset="i.jpg 1x, /j,k.jpg 2x">',
        BASE,
      ),
    ).toBe(
      '<a href="https://news.example/2024/b?c=1&amp;d=2">x</a><img src="https://news.example/2024/tides/i.jpg" ' +
        'srcset="https://news.example/2024/tides/i.jpg 1x, https://news.example/j,k.jpg 2x" />',
    );
  });

  it('keeps relative addresses without a base, or with a base that is not http(s)', () => {
    expect(sanitiseHtml('<a href="/b c">x</a>')).toBe('<a href="/b%20c">x</a>');
    expect(sanitiseHtml('<a href="/b">x</a>', { baseUrl: 'javascript:alert(1)' })).toBe(
      '<a href="/b">x</a>',
    );
  });

  it('turns protocol-relative addresses into https', () => {
    expect(sanitiseHtml('<img src="//cdn.example/a.jpg">')).toBe(
      '<img src="https://cdn.example/a.jpg" />',
    );
  });

  it('prefixes ids and the links to them alike, so that footnotes work', () => {
    expect(
      sanitiseHtml('<a href="#fn1" id="ref1">1</a><p id="fn1">x <a href="#ref1">↩</a></p>', BASE),
    ).toBe(
      '<a href="#user-content-fn1" id="user-content-ref1">1</a>' +
        '<p id="user-content-fn1">x <a href="#user-content-ref1">↩</a></p>',
    );
  });

  it('turns absolute links to the same page into fragment links', () => {
    expect(sanitiseHtml(`<a href="${BASE.baseUrl}#fn1">1</a>`, BASE)).toBe(
      '<a href="#user-content-fn1">1</a>',
    );
  });

  it('turns the named anchors of old pages into ids', () => {
    expect(sanitiseHtml('<a name="top2">x</a>')).toBe('<a id="user-content-top2">x</a>');
  });

  it('removes link attributes that affect our page, and keeps those that describe the target', () => {
    expect(
      sanitiseHtml(
        '<a href="https://a.example/" target="_top" rel="opener nofollow external">x</a>',
      ),
    ).toBe('<a href="https://a.example/" rel="nofollow">x</a>');
  });

  it('keeps players of YouTube and Vimeo, over https, sandboxed and without autoplay', () => {
    const html = sanitiseHtml(
      '<iframe src="//www.youtube.com/embed/x?autoplay=1&start=3" width="560">old</iframe>',
    );

    expect(html).toContain('src="https://www.youtube.com/embed/x?start=3"');
    expect(html).toContain('sandbox="allow-scripts allow-same-origin');
    expect(html).toMatch(/><\/iframe>$/);
    expect(sanitiseHtml('<iframe src="http://player.vimeo.com/video/1"></iframe>')).toContain(
      'https://player.vimeo.com/video/1',
    );
  });

  it('replaces any other frame by a link, without its content', () => {
    expect(sanitiseHtml('<p>a<iframe src="https://maps.example/">x</iframe>b</p>')).toBe(
      '<p>a <a href="https://maps.example/">maps.example</a> b</p>',
    );
  });

  it('gives video and sound controls, and never starts them automatically', () => {
    expect(sanitiseHtml('<video src="/a.mp4" autoplay></video>')).toBe(
      '<video src="/a.mp4" controls preload="metadata"></video>',
    );
  });

  it('reads captions and credits from class names before it removes them', () => {
    expect(
      sanitiseHtml(
        '<div class="wp-caption"><img src="/a.jpg"><p class="wp-caption-text">c <span class="photo-credit">d</span></p></div>',
      ),
    ).toBe('<figure><img src="/a.jpg" /><figcaption>c <small>d</small></figcaption></figure>');
  });

  it('keeps every script, and removes unpaired surrogates', () => {
    expect(sanitiseHtml('<p>港 🏴‍☠️ \uD800 שלום</p>')).toBe('<p>港 🏴‍☠️  שלום</p>');
  });
});

describe('textToHtml', () => {
  it('makes paragraphs and line breaks, and escapes markup', () => {
    expect(textToHtml('a <b>\r\nc\n\n\n d & "e"')).toBe(
      '<p>a &lt;b&gt;<br />c</p>\n<p>d &amp; &quot;e&quot;</p>',
    );
  });

  it('returns an empty text for an empty text', () => {
    expect(textToHtml(' \n\n ')).toBe('');
  });

  it('is not changed by sanitising', () => {
    expect(sanitiseHtml(textToHtml('a < b\nc'))).toBe('<p>a &lt; b<br />c</p>');
  });
});
