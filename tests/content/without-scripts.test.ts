import { describe, expect, it } from 'vitest';
import { sanitiseHtml } from '../../src/content/sanitise.js';

const BASE = { baseUrl: 'https://news.example/tides/' };
const shown = (html: string) =>
  sanitiseHtml(html, BASE).replace(/ (?:loading|sandbox).*?(?=>)/g, '');
const player = (src: string) => `<iframe src="${src}"></iframe>`;
const TUBE = player('https://www.youtube.com/embed/xyz');
const DATA = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';

describe('sanitiseHtml with frames', () => {
  it.each([
    ['<iframe title="Tides" src="//c.example/1/"></iframe>', 'https://c.example/1/', 'Tides'],
    ['<iframe src="https://www.b.example/e/1"></iframe>', 'https://www.b.example/e/1', 'b.example'],
    ['<iframe src="/map?a=1&amp;b=2">', 'https://news.example/map?a=1&amp;b=2', 'news.example'],
    [
      '<iframe data-src="//d.example/" src="about:blank"></iframe>',
      'https://d.example/',
      'd.example',
    ],
    [
      '<iframe style="width: 0; min-width: 100% !important" src="https://e.example/"></iframe>',
      ...(['https://e.example/', 'e.example'] as const),
    ],
    ['<embed src="https://f.example/f.swf">', 'https://f.example/f.swf', 'f.example'],
    [
      '<object data="/a.pdf" title="A &lt;b&gt;"></object>',
      'https://news.example/a.pdf',
      'A &lt;b&gt;',
    ],
    [
      '<script src="https://gist.github.com/ada/12ab.js?file=a.ts"></script>',
      ...(['https://gist.github.com/ada/12ab', 'gist.github.com/ada/12ab'] as const),
    ],
  ])('makes a link from %s', (html, url, words) => {
    expect(shown(`<p>a</p>${html}`)).toBe(`<p>a</p><p><a href="${url}">${words}</a></p>`);
  });

  it.each([
    '<iframe src="https://count.example/" width="1" height="1"></iframe>',
    '<iframe src="https://count.example/" style="display:none;visibility:hidden"></iframe>',
    '<iframe src="https://count.example/" style="width:0px;height:0px"></iframe>',
    '<iframe src="https://count.example/" hidden></iframe>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="a"></iframe>',
    '<iframe src="about:blank"></iframe>',
    '<object data="javascript:alert(1)"></object>',
    '<script src="https://gist.github.com.evil.example/a/1.js"></script>',
  ])('removes %s', (html) => {
    expect(shown(`<p>a</p>${html}`)).toBe('<p>a</p>');
  });

  it('adds no link to a file that already has one', () => {
    const link = '<a href="https://news.example/a.pdf">A</a>';
    expect(shown(`<object data="/a.pdf"></object>${link}`)).toBe(link);
  });

  it('keeps the text after a frame without an end tag', () => {
    expect(shown('<iframe src="https://a.example/"><p>b</p>')).toContain('<p>b</p>');
  });
});

describe('sanitiseHtml with videos', () => {
  it.each([
    '<object><param name="movie" value="http://www.youtube.com/v/xyz&amp;hl=en"><embed src="http://www.youtube.com/v/xyz&amp;hl=en"></object>',
    '<object data="http://www.youtube.com/v/xyz">Get the plug-in.</object>',
    '<embed src="https://youtube.com/v/xyz?fs=1">',
    '<iframe src="https://www.youtube.com/watch?a=1&amp;v=xyz"></iframe>',
    '<iframe data-lazy-src="https://www.youtube.com/embed/xyz" src="about:blank"></iframe><noscript><iframe src="https://www.youtube.com/embed/xyz"></iframe></noscript>',
  ])('shows the player for %s', (html) => {
    expect(shown(html)).toBe(TUBE);
  });

  it('shows the player for old Vimeo addresses', () => {
    const film = '<embed src="http://vimeo.com/moogaloop.swf?clip_id=123&amp;server=vimeo.com">';
    expect(shown(film)).toBe(player('https://player.vimeo.com/video/123'));
  });
});

describe('sanitiseHtml with lazily loaded pictures', () => {
  it.each([
    [`<img data-src="/a.jpg" src="${DATA}" alt="A">`, 'alt="A"'],
    [`<img src="${DATA}" data-lazy-src="/a.jpg">`, ''],
    ['<img src="/grey-placeholder.gif" data-original="/a.jpg">', ''],
    ['<img src="/a-20x10.jpg" data-src="/a.jpg">', ''],
    [`<img data-src="/a.jpg" src="${DATA}"><noscript><img src="/a.jpg"></noscript>`, ''],
    [`<noscript><img src="/a-1.jpg"></noscript> <img data-src="/a.jpg" src="${DATA}">`, ''],
    [`<img src="${DATA}"><noscript><img src="/a.jpg"></noscript>`, ''],
    [`<img src="/a.jpg" data-src="javascript:alert(1)">`, ''],
    [`<img src="/a.jpg" data-original="/b.jpg">`, ''],
  ])('shows the picture of %s exactly once', (html, alt) => {
    const [image, ...others] = shown(html).match(/<img[^>]*>/g) ?? [];
    expect(image).toContain('src="https://news.example/a.jpg"');
    expect(image).toContain(alt);
    expect(others).toEqual([]);
  });

  it('keeps all candidates of a srcset', () => {
    expect(shown(`<img src="${DATA}" data-srcset="/a.jpg 1x, /b.jpg 2x">`)).toBe(
      '<img srcset="https://news.example/a.jpg 1x, https://news.example/b.jpg 2x" />',
    );
  });

  it('keeps a different picture inside a noscript element', () => {
    const html = '<img data-src="/a.jpg"><p>b</p><noscript><img src="/c.jpg"></noscript>';
    expect(shown(html).match(/<img/g)).toHaveLength(2);
  });

  it('changes nothing when it is repeated', () => {
    const once = sanitiseHtml(`<img data-src="/a.jpg">${TUBE}<iframe src="//a.example/">`, BASE);
    expect(sanitiseHtml(once, BASE)).toBe(once);
  });
});
