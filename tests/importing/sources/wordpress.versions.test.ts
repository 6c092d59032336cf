import { describe, expect, it } from 'vitest';
import { wordpressSource } from '../../../src/importing/sources/wordpress.js';
import { articleWhere, collect, temporaryFile } from '../records.js';
import { articlesOfExport, post } from '../wxr.js';

describe('wordpressSource, of WXR 1.0', () => {
  it('takes names for logins, and categories that are written twice', async () => {
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

describe('wordpressSource, of what other programs write', () => {
  it.each([
    [{ guid: 'g-1' }, 'g-1'],
    [{ link: 'https://one.example/2024/one/' }, 'one.example/2024/one/'],
    [{}, 'one.example:one@2024-05-07 08:30:00'],
    [{ 'wp:post_name': '', 'wp:post_date': '' }, 'one.example:One'],
  ])('knows a post without a number by %j', async (declared, identity) => {
    const [article] = await articlesOfExport('\n', post({ 'wp:post_id': '', ...declared }));
    expect(article?.identity).toBe(`wordpress:${identity}`);
  });
});
