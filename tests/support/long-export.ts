import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes a WordPress export with a given number of posts, in nine categories, by five authors. */
export async function longExport(folder: string, posts: number): Promise<string> {
  const path = join(folder, 'export.xml');
  const items = Array.from({ length: posts }, (_, index) => post(index + 1));
  await writeFile(path, `${HEAD}${items.join('')}</channel></rss>`);
  return path;
}

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Long Notes</title><link>https://long.example</link><language>en</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://long.example</wp:base_blog_url>
`;

function post(id: number): string {
  const moment = new Date(Date.UTC(2023, 0, 1) + id * 3_600_000).toISOString();
  const when = moment.slice(0, 19).replace('T', ' ');
  const category = `Category ${id % 9}`;
  return `<item><title>Post number ${id % 200}</title><link>https://long.example/${id}</link>
<dc:creator>writer${id % 5}</dc:creator><guid>https://long.example/?p=${id}</guid>
<content:encoded><![CDATA[<p>Harbour ${id % 7} measured the tide ${id} times, and lamp ${id % 11}
burned.</p><p><a href="https://long.example/${id + 1}">Read more</a></p>]]></content:encoded>
<wp:post_id>${id}</wp:post_id><wp:post_date>${when}</wp:post_date>
<wp:post_date_gmt>${when}</wp:post_date_gmt><wp:post_name>post-${id}</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="category-${id % 9}"><![CDATA[${category}]]></category>
<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author>Bo</wp:comment_author>
<wp:comment_date_gmt>${when}</wp:comment_date_gmt><wp:comment_content>Yes.</wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type>
<wp:comment_parent>0</wp:comment_parent></wp:comment></item>
`;
}
