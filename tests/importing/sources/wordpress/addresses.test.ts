import { describe, expect, it } from 'vitest';
import { patternOf } from '../../../../src/importing/sources/wordpress/permalinks.js';
import { ofKind } from '../../records.js';
import { articlesOfExport, meta, post, recordsOfExport } from '../../wxr.js';

const SITE = 'https://one.example';
const parts = new Map(
  Object.entries({
    ...{ year: '2024', monthnum: '05', day: '05', hour: '08', minute: '30', second: '00' },
    ...{ postname: 'low-water', post_id: '12', author: 'ines', category: 'coast/tides' },
  }),
);

describe('patternOf', () => {
  it.each([
    ['/2024/05/low-water/', '/%year%/%monthnum%/%postname%/'],
    ['/2024/05/05/low-water/', '/%year%/%monthnum%/%day%/%postname%/'],
    ['/low-water/', '/%postname%/'],
    ['/blog/low-water', '/blog/%postname%'],
    ['/archives/12', '/archives/%post_id%'],
    ['/low-water-12.html', '/%postname%-%post_id%.html'],
    ['/coast/tides/low-water/', '/%category%/%postname%/'],
    ['/ines/low-water/', '/%author%/%postname%/'],
    ['/index.php/2024/05/low-water/', '/index.php/%year%/%monthnum%/%postname%/'],
    ['/?p=12', undefined],
    ['/chosen/by-hand/', undefined],
    ['/slow-waters/', undefined],
  ])('reads %j as %j', (path, pattern) => {
    const expected = pattern === undefined ? undefined : SITE + pattern;
    expect(patternOf(SITE + path, parts)).toBe(expected);
  });
});

describe('wordpressSource, of the addresses of posts', () => {
  const published = post({ link: `${SITE}/2024/05/one/`, guid: `${SITE}/?p=12` });
  const addressesOf = async (...elements: readonly string[]) =>
    (await articlesOfExport(...elements)).at(-1)?.addresses;

  it('imports a post whose link is not an address', async () => {
    const link = 'https://&lt;one.example a="b"&gt;/one/';
    expect(await addressesOf(post({ link, guid: `${SITE}/?p=12` }))).toContain(`${SITE}/?p=12`);
  });

  it('yields the link, the guid if it is an address, and the number', async () => {
    expect(await addressesOf(published)).toEqual([`${SITE}/2024/05/one/`, `${SITE}/?p=12`]);
    const moved = { link: `${SITE}/one/`, guid: 'http://old.example/one/' };
    expect(await addressesOf(post(moved))).toEqual([
      `${SITE}/one/`,
      'http://old.example/one/',
      `${SITE}/?p=12`,
    ]);
    expect(await addressesOf(post({ link: '/one', guid: 'abc' }))).toEqual([
      `${SITE}/one`,
      `${SITE}/?p=12`,
    ]);
  });

  it('ignores the guid that a copied post shares with the original', async () => {
    const stale = [`${SITE}/?p=568`, `http://www.one.example/?page_id=568`];
    for (const guid of [...stale, `${SITE}/?post_type=post&#038;p=568`]) {
      expect(await addressesOf(post({ link: `${SITE}/one/`, guid }))).toEqual([
        `${SITE}/one/`,
        `${SITE}/?p=12`,
      ]);
    }
    const merged = 'http://old.example/?p=568';
    expect(await addressesOf(post({ link: `${SITE}/one/`, guid: merged }))).toContain(merged);
  });

  it('predicts the address of a scheduled post from those of earlier posts', async () => {
    const scheduled = post({
      ...{ link: `${SITE}/?p=30`, guid: `${SITE}/?p=30`, 'wp:post_id': '30' },
      ...{ 'wp:post_name': 'ahead', 'wp:status': 'future', 'wp:post_date': '2030-01-02 03:04:05' },
    });
    const byHand = post({ link: `${SITE}/chosen/`, 'wp:post_id': '13', 'wp:post_name': 'two' });
    expect(await addressesOf(byHand, published, scheduled)).toEqual([
      `${SITE}/?p=30`,
      `${SITE}/2030/01/ahead/`,
    ]);
  });

  it('puts earlier slugs and dates into the pattern of the post', async () => {
    const renamed = post(
      { link: `${SITE}/2024/05/one/` },
      'Text.',
      meta('_wp_old_slug', 'uno'),
      meta('_wp_old_slug', '%e6%b5%b7'),
      meta('_wp_old_date', '2024-04-30'),
    );
    expect(await addressesOf(renamed)).toEqual([
      `${SITE}/2024/05/one/`,
      `${SITE}/2024/05/uno/`,
      `${SITE}/2024/05/%E6%B5%B7/`,
      `${SITE}/2024/04/one/`,
      `${SITE}/2024/04/uno/`,
      `${SITE}/2024/04/%E6%B5%B7/`,
      `${SITE}/?p=12`,
    ]);
  });

  it('yields an address that an editor has chosen with a plug-in', async () => {
    const chosen = post({ link: `${SITE}/one/` }, 'Text.', meta('custom_permalink', 'a/b.html'));
    expect(await addressesOf(chosen)).toContain(`${SITE}/a/b.html`);
  });

  it('finds the category in an address: the oldest of several, with its ancestors', async () => {
    const category = (id: number, slug: string, parent = '') =>
      `<wp:category><wp:term_id>${id}</wp:term_id><wp:category_nicename>${slug}</wp:category_nicename><wp:category_parent>${parent}</wp:category_parent></wp:category>`;
    const filed = '<category domain="category" nicename="walks">Walks</category>'.concat(
      '<category domain="category" nicename="tides">Tides</category>',
    );
    const declared = { 'wp:post_id': '14', 'wp:post_name': 'two', 'wp:status': 'future' };
    const addresses = await addressesOf(
      category(9, 'walks'),
      category(5, 'tides', 'coast'),
      post({ link: `${SITE}/coast/tides/one/` }, 'Text.', filed),
      post(declared, 'Text.', filed),
      category(4, 'coast'),
    );
    expect(addresses).toEqual([`${SITE}/coast/tides/two/`, `${SITE}/?p=14`]);
  });
});

describe('wordpressSource, of the primary category', () => {
  const categories = ['coast', 'tides', 'walks'].map(
    (slug, index) =>
      `<wp:category><wp:term_id>${index + 1}</wp:term_id><wp:category_nicename>${slug}</wp:category_nicename></wp:category>`,
  );
  const filed = ['coast', 'tides', 'walks']
    .map((slug) => `<category domain="category" nicename="${slug}">${slug}</category>`)
    .join('');
  const chosen = (key: string, id: string) =>
    articlesOfExport(...categories, post({ 'wp:post_id': '14' }, 'Text.', filed, meta(key, id)));
  it.each([
    ['_yoast_wpseo_primary_category', '2', ['tides', 'coast', 'walks']],
    ['rank_math_primary_category', '3', ['walks', 'coast', 'tides']],
    ['_seopress_robots_primary_cat', 'none', ['coast', 'tides', 'walks']],
    ['_yoast_wpseo_primary_category', '9', ['coast', 'tides', 'walks']],
  ])('puts first what %s says: %s', async (key, id, slugs) => {
    const [article] = await chosen(key, id);
    expect(article?.topics.map(({ slug }) => slug)).toEqual(slugs);
  });

  it('is part of the addresses that contain a category', async () => {
    const link = `${SITE}/coast/one/`;
    const primary = meta('_yoast_wpseo_primary_category', '2');
    const declared = { 'wp:post_id': '14', 'wp:post_name': 'two', 'wp:status': 'future' };
    const articles = await articlesOfExport(
      ...categories,
      post({ link }, 'Text.', filed),
      post(declared, 'Text.', filed, primary),
    );
    expect(articles[1]?.addresses?.[0]).toBe(`${SITE}/tides/two/`);
  });
});

describe('wordpressSource, of the addresses of archives', () => {
  it.each([
    [
      '<wp:category><wp:term_id>5</wp:term_id><wp:category_nicename>b</wp:category_nicename><wp:category_parent>a</wp:category_parent></wp:category>',
      ['/category/a/b/', '/category/b/', '/?category_name=b', '/?cat=5'],
    ],
    [
      '<wp:tag><wp:tag_slug>%e6%b5%b7</wp:tag_slug></wp:tag>',
      ['/tag/%E6%B5%B7/', '/?tag=%E6%B5%B7'],
    ],
    [
      '<wp:author><wp:author_id>3</wp:author_id><wp:author_login>Ines.Duarte</wp:author_login></wp:author>',
      ['/author/ines-duarte/', '/?author=3'],
    ],
    [
      '<wp:author><wp:author_id>4</wp:author_id><wp:author_login>bo@one.example</wp:author_login></wp:author>',
      ['/?author=4'],
    ],
  ])('yields those of %s', async (element, paths) => {
    const [record] = (await recordsOfExport(element)).slice(1);
    expect(record).toMatchObject({ addresses: paths.map((path) => SITE + path) });
  });

  it('imports custom taxonomies as tags, and no internal ones', async () => {
    const filed = ['series', 'post_format', 'language', 'wp_theme', 'post_tag']
      .map(
        (domain) => `<category domain="${domain}" nicename="${domain}-1">R &amp;amp; S</category>`,
      )
      .join('');
    const [article] = await articlesOfExport(post({}, 'Text.', filed));
    expect(article?.topics).toEqual([
      {
        ...{ taxonomy: 'TAG', slug: 'series-1', name: 'R & S' },
        addresses: [`${SITE}/series/series-1/`, `${SITE}/?series=series-1`],
      },
      expect.objectContaining({ taxonomy: 'TAG', slug: 'post_tag-1' }),
    ]);
  });

  it('yields those of topics and authors without a description', async () => {
    const filed = '<category domain="post_tag" nicename="salt">Salt</category>';
    const records = await recordsOfExport(post({ 'dc:creator': 'bo' }, 'Text.', filed));
    const [article] = ofKind(records, 'ARTICLE');
    expect(article?.topics[0]?.addresses).toEqual([`${SITE}/tag/salt/`, `${SITE}/?tag=salt`]);
    expect(article?.authors[0]?.addresses).toEqual([`${SITE}/author/bo/`]);
  });
});
