import { describe, expect, it } from 'vitest';
import { analyseArticle } from '../../../src/publishing/analysis/analyse.js';
import { articlesOfItems } from '../feeds.js';

/** The only article of a feed with this item. */
async function articleOf(inside: string) {
  const [article] = await articlesOfItems(`<item><title>One</title>${inside}</item>`);
  if (article === undefined) throw new Error('expected an article');
  return article;
}

const content = (path: string, sides: string, words = '') =>
  `<media:content url="https://img.example/${path}" type="image/jpeg" ${sides}>${words}</media:content>`;
const html = (text: string) => `<description><![CDATA[${text}]]></description>`;

describe('images in several sizes', () => {
  const words = '<media:description>A mast.</media:description><media:credit>Ada</media:credit>';
  const sizes = [
    content('m.jpg?w=140', 'width="140"', words),
    content('m.jpg?w=700', 'width="700"'),
    content('m.jpg?w=460', 'width="460"', '<media:title>Mast</media:title>'),
  ].join('');

  it.each([
    ['without a group', sizes],
    ['in a group', `<media:group>${sizes}</media:group>`],
  ])('give the largest, even with one side known, with all captions: %s', async (_, written) => {
    const { image } = await articleOf(`${html('Words.')}${written}`);
    expect(image).toMatchObject({
      url: 'https://img.example/m.jpg?w=700',
      caption: 'A mast.',
      credit: 'Ada',
    });
  });
});

describe('a thumbnail', () => {
  const thumbnail = (path: string, sides = '') =>
    `<media:thumbnail url="https://blog.example/${path}" ${sides}/>`;
  const LARGE = 'https://blog.example/large.jpg';
  const text = html(`<p>Words.</p><img src="${LARGE}">`);

  it.each([
    [
      'a small thumbnail for a text with an image',
      text,
      thumbnail('a.jpg', 'width="72" height="72"'),
    ],
    ['one with a small size in its address', text, thumbnail('img/s72-c/a.jpg')],
    ['one with its size at the end', text, thumbnail('img/abc=w72-h72-p-k-no-nu')],
  ])('is used after an image in the text: %s', async (_, words, written) => {
    expect(analyseArticle(await articleOf(words + written)).image?.url).toBe(LARGE);
  });

  it.each([
    ['if the text has no image', html('Words.'), 'width="72" height="72"'],
    ['if its size is unknown', text, ''],
    ['if it is large', text, 'width="480" height="360"'],
  ])('is the main image of the article %s', async (_, words, sides) => {
    const { image } = await articleOf(words + thumbnail('t.jpg', sides));
    expect(image?.url).toBe('https://blog.example/t.jpg');
  });
});

describe('an image that is not content', () => {
  it.each([
    [
      'a share icon',
      '<p>A <a href="https://t.example/?u=1"><img src="https://cdn.example/sd/twitter_icon_large.png"></a> b</p>',
      '<p>A  b</p>',
    ],
    [
      'a tracking pixel',
      '<p>A<img src="https://c.example/p.gif" height="1" width="1" alt=""></p>',
      '<p>A</p>',
    ],
    ['a counter', '<p>A<img src="//feeds.one.example/~r/One/~4/abc"></p>', '<p>A</p>'],
    [
      'an emoji',
      '<p>A <img src="https://s.w.org/images/core/emoji/14/72x72/1f642.png" alt="🙂" class="wp-smiley"></p>',
      '<p>A 🙂</p>',
    ],
    [
      'none of these',
      '<p><img src="/emoji-day.png" class="wide emoji-day"><a name="x"></a></p>',
      '<p><img src="/emoji-day.png" class="wide emoji-day"><a name="x"></a></p>',
    ],
  ])('is removed from the text: %s', async (_, written, expected) => {
    expect((await articleOf(html(written))).html).toBe(expected);
  });

  it('is not an image of the item', async () => {
    const icon = content('share-facebook.png', '');
    expect((await articleOf(`${html('Words.')}${icon}`)).image).toBeUndefined();
  });

  it('does not count as a text', async () => {
    const full = '<p><img src="https://c.example/p.gif" width="1" height="1"></p>';
    const article = await articleOf(
      `${html('Words.')}<content:encoded><![CDATA[${full}]]></content:encoded>`,
    );
    expect(article.html).toBe('<p>Words.</p>');
  });
});
