import { describe, expect, it } from 'vitest';
import { cardHtml } from '../../../../src/importing/sources/ghost/cards.js';

const YOUTUBE = '<iframe src="https://www.youtube.com/embed/abc?feature=oembed"></iframe>';

describe('cardHtml', () => {
  it.each([
    [
      'image',
      { src: '/a.jpg', width: 16, height: 9, alt: 'An "a"', caption: 'By <em>A</em>', href: '/b' },
      '<figure><a href="/b"><img src="/a.jpg" alt="An &quot;a&quot;" width="16" height="9"></a><figcaption>By <em>A</em></figcaption></figure>',
    ],
    ['image', {}, ''],
    [
      'gallery',
      { images: [{ src: '/a.jpg', alt: 'A' }, { src: '/b.jpg' }], caption: 'Two' },
      '<figure><img src="/a.jpg" alt="A"><img src="/b.jpg" alt=""><figcaption>Two</figcaption></figure>',
    ],
    ['html', { html: '<table></table>' }, '<table></table>'],
    ['markdown', { markdown: '## *x*' }, '<h2><em>x</em></h2>\n'],
    [
      'codeblock',
      { code: '  a < b\n', language: 'js' },
      '<pre><code class="language-js">  a &lt; b\n</code></pre>',
    ],
    ['code', { code: 'x', language: '"><script>' }, '<pre><code>x</code></pre>'],
    ['horizontalrule', {}, '<hr>'],
    [
      'callout',
      { calloutEmoji: '!', calloutText: '<b>Mind</b> it' },
      '<aside><p>! <b>Mind</b> it</p></aside>',
    ],
    [
      'call-to-action',
      { textValue: '<p>Boats</p>', hasSponsorLabel: true, sponsorLabel: '<p>Sponsored</p>' },
      '<aside><p>Sponsored</p><p>Boats</p></aside>',
    ],
    ['call-to-action', { textValue: 'x', sponsorLabel: 'Sponsored' }, '<aside><p>x</p></aside>'],
    [
      'toggle',
      { heading: 'Why?', content: '<p>So.</p>' },
      '<details><summary>Why?</summary><p>So.</p></details>',
    ],
    ['button', { buttonText: 'A & b', buttonUrl: '/x' }, '<p><a href="/x">A &amp; b</a></p>'],
    [
      'video',
      { src: '/v.mp4', thumbnailSrc: '/v.jpg', fileName: 'v.mp4', caption: 'V' },
      '<figure><video controls src="/v.mp4" poster="/v.jpg"><a href="/v.mp4">v.mp4</a></video><figcaption>V</figcaption></figure>',
    ],
    [
      'audio',
      { src: '/a.mp3', title: 'Gulls' },
      '<figure><audio controls src="/a.mp3"><a href="/a.mp3">Gulls</a></audio><figcaption>Gulls</figcaption></figure>',
    ],
    [
      'file',
      { src: '/c.pdf', fileTitle: 'Chart', fileCaption: 'Depths' },
      '<p><a href="/c.pdf">Chart</a><br>Depths</p>',
    ],
    [
      'bookmark',
      { url: 'https://t.example', metadata: { title: 'T & t', description: 'D', author: 'A' } },
      '<p><a href="https://t.example">T &amp; t</a><br>D<br>A</p>',
    ],
    [
      'product',
      {
        productTitle: 'Salt',
        productDescription: 'Grey',
        productRatingEnabled: true,
        productStarRating: 4,
        productButtonEnabled: true,
        productButton: 'Buy',
        productUrl: '/s',
      },
      '<section><h4>Salt</h4><p>★★★★☆</p><p>Grey</p><p><a href="/s">Buy</a></p></section>',
    ],
    ['header', { header: 'H', subheader: 'S' }, '<section><h2>H</h2><p>S</p></section>'],
    [
      'embed',
      { html: YOUTUBE, caption: 'F' },
      `<figure>${YOUTUBE}<figcaption>F</figcaption></figure>`,
    ],
    [
      'embed',
      { html: '<blockquote>Said</blockquote><script src="/w.js"></script>' },
      '<blockquote>Said</blockquote><script src="/w.js"></script>',
    ],
    [
      'embed',
      {
        url: 'https://s.example/1',
        html: '<iframe src="https://s.example/p"></iframe>',
        metadata: { title: 'Mud' },
      },
      '<p><a href="https://s.example/1">Mud</a></p>',
    ],
    ['signup', { header: 'Join' }, ''],
    ['email', { html: 'inbox' }, ''],
    ['paywall', {}, ''],
    ['hologram', {}, undefined],
  ])('renders "%s" as %j', (name, card, html) => {
    expect(cardHtml(name, card)).toBe(html);
  });
});
