import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The size of a generated archive. */
export interface ArchiveSize {
  readonly articles: number;
  /** Words per article; 700 are typical of a newspaper column. */
  readonly words: number;
}

/** Writes a WordPress export of generated articles, the same in every run. */
export async function writeWordpressExport(path: string, size: ArchiveSize): Promise<void> {
  await pipeline(Readable.from(wordpressExport(size)), createWriteStream(path));
}

/** Writes JSON Lines of generated articles, the same in every run. */
export async function writeJsonLines(path: string, size: ArchiveSize): Promise<void> {
  await pipeline(Readable.from(jsonLines(size)), createWriteStream(path));
}

const SITE = 'https://bench.example';
const CATEGORIES = 40;
const TAGS = 300;
const AUTHORS = 50;

function* wordpressExport({ articles, words }: ArchiveSize): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Bench</title><link>${SITE}</link><language>en</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>${SITE}</wp:base_blog_url>
`;
  const draw = drawer();
  for (let index = 0; index < articles; index += 1) yield post(index, words, draw);
  yield '</channel></rss>\n';
}

function post(index: number, words: number, draw: Draw): string {
  const title = draw.words(6);
  const slug = `${title.replaceAll(' ', '-')}-${index}`;
  const moment = momentOf(index).toISOString().slice(0, 19).replace('T', ' ');
  const comments = Array.from({ length: index % 3 }, (_, n) => comment(n + 1, moment, draw));
  return `<item><title>${title}</title><link>${SITE}/${moment.slice(0, 4)}/${slug}/</link>
<dc:creator>author${index % AUTHORS}</dc:creator><guid>${SITE}/?p=${index + 1}</guid>
<content:encoded><![CDATA[${html(words, draw)}]]></content:encoded>
<wp:post_id>${index + 1}</wp:post_id><wp:post_date_gmt>${moment}</wp:post_date_gmt>
<wp:post_name>${slug}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="section-${index % CATEGORIES}">Section ${index % CATEGORIES}</category>
<category domain="post_tag" nicename="tag-${index % TAGS}">Tag ${index % TAGS}</category>
<category domain="post_tag" nicename="tag-${(index * 7) % TAGS}">Tag ${(index * 7) % TAGS}</category>
${comments.join('')}</item>
`;
}

function comment(number: number, moment: string, draw: Draw): string {
  return `<wp:comment><wp:comment_id>${number}</wp:comment_id>
<wp:comment_author>${draw.words(1)}</wp:comment_author><wp:comment_date_gmt>${moment}</wp:comment_date_gmt>
<wp:comment_content><![CDATA[${draw.words(25)}]]></wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_parent>0</wp:comment_parent></wp:comment>
`;
}

function* jsonLines({ articles, words }: ArchiveSize): Generator<string> {
  const draw = drawer();
  for (let index = 0; index < articles; index += 1) {
    const line = {
      id: index + 1,
      title: draw.words(6),
      html: html(words, draw),
      publishedAt: momentOf(index).toISOString(),
      authors: [`Author ${index % AUTHORS}`],
      topics: [`Tag ${index % TAGS}`, `Tag ${(index * 7) % TAGS}`],
    };
    yield `${JSON.stringify(line)}\n`;
  }
}

function html(words: number, draw: Draw): string {
  const paragraphs = Array.from({ length: Math.max(1, Math.round(words / 70)) }, () => {
    const [first, second] = [draw.words(30), draw.words(36)];
    return `<p>${first}. <a href="/${draw.words(1)}/">${draw.words(2)}</a> ${second}, <em>${draw.words(2)}</em>.</p>`;
  });
  return paragraphs.join('\n');
}

function momentOf(index: number): Date {
  return new Date(Date.UTC(2010, 0, 1) + index * 600_000);
}

/**
 * Generates words with the frequencies of a natural language: a few are frequent, most are rare,
 * and no two texts are alike.
 */
interface Draw {
  words(count: number): string;
}

function drawer(): Draw {
  let seed = 1;
  const next = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 4_294_967_296;
  };
  const word = () => VOCABULARY[Math.floor(next() ** 3 * VOCABULARY.length)] ?? '';
  return { words: (count) => Array.from({ length: count }, word).join(' ') };
}

const VOCABULARY = Array.from({ length: 30_000 }, (_, index) => {
  let word = '';
  for (let rest = index + 70; rest > 0; rest = Math.floor(rest / 70)) {
    word += `${'bcdfghklmnprst'.charAt(rest % 14)}${'aeiou'.charAt(Math.floor(rest / 14) % 5)}`;
  }
  return word;
});
