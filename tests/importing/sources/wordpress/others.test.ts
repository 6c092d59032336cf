import { describe, expect, it } from 'vitest';
import { wordpressSource } from '../../../../src/importing/sources/wordpress.js';
import { articleWhere, collect, ofKind, temporaryFile } from '../../records.js';
import { articlesOfExport, post, recordsOfExport } from '../../wxr.js';

describe('wordpressSource, of WXR 1.0', () => {
  it('accepts names for logins, and categories that are written twice', async () => {
    const path = await temporaryFile(
      'old.xml',
      `<?xml version="1.0"?>
<rss version="2.0" xmlns:content="c" xmlns:dc="d" xmlns:wp="http://wordpress.org/export/1.0/">
<channel><title>Old</title><link>https://old.example</link>
<item><title>One</title><link>https://old.example/one/</link>
<pubDate>Tue, 04 Sep 2007 16:52:50 +0000</pubDate><dc:creator><![CDATA[Bo Lind]]></dc:creator>
<category><![CDATA[Sea]]></category><category domain="category" nicename="sea"><![CDATA[Sea]]></category>
<category domain="tag"><![CDATA[Salt]]></category><category domain="tag" nicename="salt"><![CDATA[Salt]]></category>
<content:encoded><![CDATA[Text.]]></content:encoded><wp:post_id>4</wp:post_id>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>`,
    );
    const got = await collect(wordpressSource({ path }));
    expect(articleWhere(got, () => true)).toMatchObject({
      identity: 'wordpress:old.example:4',
      authors: [{ name: 'Bo Lind' }],
      topics: [
        { taxonomy: 'CATEGORY', slug: 'sea', name: 'Sea' },
        { taxonomy: 'TAG', slug: 'salt', name: 'Salt' },
      ],
      publishedAt: new Date('2007-09-04T16:52:50Z'),
    });
  });
});

describe('wordpressSource, of the parents of categories', () => {
  const category = (slug: string, name: string, parent: string) =>
    `<wp:category><wp:category_nicename>${slug}</wp:category_nicename><wp:category_parent>${parent}</wp:category_parent><wp:cat_name><![CDATA[${name}]]></wp:cat_name></wp:category>`;

  it('finds them by their slug, else by their name, in any order', async () => {
    const records = await recordsOfExport(
      category('herring', 'Herring', 'Fish &amp;amp; Chips'),
      category('fish-chips', 'Fish &amp; Chips', 'sea'),
      category('sea', 'The Sea', ''),
      category('self', 'Self and Co', 'Self and Co'),
    );
    const topics = ofKind(records, 'TOPIC');
    expect(topics.map(({ parent }) => parent)).toEqual(['fish-chips', 'sea', undefined, undefined]);
    expect(topics[0]?.addresses?.[0]).toBe('https://one.example/category/sea/fish-chips/herring/');
  });
});

describe('wordpressSource, of dates', () => {
  const none = '0000-00-00 00:00:00';
  it.each([
    ['Tue, 07 May 2024 04:30:00 +0000', '2024-05-07T04:30:00Z'],
    ['Tue, 07 May 2024 06:30:00 +0200', '2024-05-07T04:30:00Z'],
    ['Mon, 30 Nov -0001 00:00:00 +0000', '2024-05-07T08:30:00Z'],
    ['Thu, 01 Jan 1970 00:00:00 +0000', '2024-05-07T08:30:00Z'],
  ])('reads %s as the date without a zone, if that is possible', async (pubDate, expected) => {
    const [article] = await articlesOfExport(post({ pubDate, 'wp:post_date_gmt': none }));
    expect(article?.publishedAt).toEqual(new Date(expected));
  });

  it('uses no date of a draft that was not set', async () => {
    const told = { pubDate: 'Tue, 07 May 2024 04:30:00 +0000', 'wp:status': 'draft' };
    const [article] = await articlesOfExport(post({ ...told, 'wp:post_date_gmt': none }));
    expect(article?.publishedAt).toBeUndefined();
  });
});

describe('wordpressSource, of files of other programs', () => {
  it.each([
    [{ guid: 'g-1' }, 'g-1'],
    [{ link: 'https://one.example/2024/one/' }, 'one.example/2024/one/'],
    [{}, 'one.example:one@2024-05-07 08:30:00'],
    [{ 'wp:post_name': '', 'wp:post_date': '' }, 'one.example:One'],
  ])('identifies a post without a number by %j', async (told, identity) => {
    const [article] = await articlesOfExport('\n', post({ 'wp:post_id': '', ...told }));
    expect(article?.identity).toBe(`wordpress:${identity}`);
  });
});
