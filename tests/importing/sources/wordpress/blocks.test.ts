import { describe, expect, it } from 'vitest';
import { analyseArticle } from '../../../../src/publishing/analysis/analyse.js';
import { articlesOfExport, meta, post } from '../../wxr.js';

const fail = (): never => {
  throw new Error('expected an article, found none');
};
const UPLOADS = 'https://one.example/wp-content/uploads';
const htmlOf = async (content: string, ...elements: readonly string[]) =>
  (await articlesOfExport(...elements, post({}, content)))[0]?.html;
const attachment = (id: number, file: string, ...more: readonly string[]) =>
  post(
    { 'wp:post_id': String(id), 'wp:post_type': 'attachment', 'wp:status': 'inherit' },
    '',
    `<wp:attachment_url>${UPLOADS}/${file}</wp:attachment_url>`,
    ...more,
  );
const sharedBlock = (id: number, content: string) =>
  post({ 'wp:post_id': String(id), 'wp:post_type': 'wp_block' }, content);

describe('wordpressSource, of blocks', () => {
  it('inserts a reusable block where it is named, also inside another', async () => {
    const shared = [
      sharedBlock(8, '<!-- wp:paragraph --><p>Shared.</p><!-- /wp:paragraph -->'),
      sharedBlock(9, '<p>Around.</p><!-- wp:block {"ref":8} /-->'),
    ];
    const html = await htmlOf('<!-- wp:block {"ref":9} /-->', ...shared);
    expect(html).toContain('<p>Around.</p>');
    expect(html).toContain('<p>Shared.</p>');
  });

  it('ends if reusable blocks contain each other', async () => {
    const shared = sharedBlock(8, '<p>x</p><!-- wp:block {"ref":8} /-->');
    expect(await htmlOf('<!-- wp:block {"ref":8} /-->', shared)).toContain('<p>x</p>');
  });

  it('adds paragraphs to text outside of blocks and in freeform blocks', async () => {
    const html = await htmlOf(
      'Old.\n\n<!-- wp:paragraph -->\n<p>New.</p>\n<!-- /wp:paragraph -->\n<!-- wp:freeform -->\nOne.\n\nTwo.\n<!-- /wp:freeform -->',
    );
    expect(html?.replace(/\n+/g, '')).toBe('<p>Old.</p><p>New.</p><p>One.</p><p>Two.</p>');
  });

  it('keeps the background image of a cover', async () => {
    const cover =
      '<!-- wp:cover {"url":"https://one.example/a.jpg?x=1\\u0026y=2"} --><div><p>On it.</p></div><!-- /wp:cover -->';
    expect(await htmlOf(cover)).toBe(
      '<figure><img src="https://one.example/a.jpg?x=1&amp;y=2" alt=""></figure><div><p>On it.</p></div>',
    );
  });

  it('shows the image of a cover once if it is in its HTML', async () => {
    const cover =
      '<!-- wp:cover {"url":"https://one.example/a.jpg"} --><div><img src="https://one.example/a.jpg"></div><!-- /wp:cover -->';
    expect((await htmlOf(cover))?.match(/<img/g)).toHaveLength(1);
  });

  it('puts the footnotes in the place of their block', async () => {
    const notes = meta('footnotes', '[{"id":"a-1","content":"The <em>note</em>."},{"id":3}]');
    const [article] = await articlesOfExport(
      post({}, '<p>Text<sup><a href="#a-1">1</a></sup>.</p>\n<!-- wp:footnotes /-->', notes),
    );
    expect(article?.html).toContain('<ol><li id="a-1">The <em>note</em>.</li></ol>');
  });

  it('gives an image its texts from the media library', async () => {
    const metadata =
      'a:1:{s:10:"image_meta";a:2:{s:6:"credit";s:12:"Zoë "Z" Day";s:9:"copyright";s:1:"x";}}';
    const library = attachment(
      ...([7, 'a.jpg', meta('_wp_attachment_image_alt', 'A "crane"')] as const),
      meta('_wp_attachment_metadata', metadata),
    );
    const html = await htmlOf(
      '<figure><img src="a.jpg" alt="" class="wp-image-7"/><figcaption>Old.</figcaption></figure><p><img src="a.jpg" alt="Own" class="wp-image-7"/></p>',
      library,
    );
    expect(html?.replace('\n</figure>', '</figure>')).toBe(
      '<figure><img alt="A &quot;crane&quot;" src="a.jpg" class="wp-image-7"/><figcaption>Old. <cite>Zoë &quot;Z&quot; Day</cite></figcaption></figure>\n<p><img src="a.jpg" alt="Own" class="wp-image-7"/></p>',
    );
  });

  it('plays the files of a playlist', async () => {
    const html = await htmlOf('[playlist ids="7"]', attachment(7, 'song.mp3'));
    expect(html).toContain(`<audio controls src="${UPLOADS}/song.mp3">`);
  });
});

describe('wordpressSource, of data outside of a text', () => {
  it('reads several authors of a plug-in, guests by their own items', async () => {
    const filed = ['bo', 'cap-mary-gray']
      .map((slug) => `<category domain="author" nicename="${slug}">${slug}</category>`)
      .join('');
    const [article] = await articlesOfExport(
      '<wp:author><wp:author_login>bo</wp:author_login><wp:author_display_name>Bo Lind</wp:author_display_name></wp:author>',
      post({ 'dc:creator': 'admin' }, 'Text.', filed),
      post(
        { 'wp:post_type': 'guest-author', 'wp:post_name': 'cap-mary-gray' },
        '',
        meta('cap-display_name', 'Mary Gray'),
        meta('cap-description', 'Mary <em>draws</em> maps.'),
      ),
    );
    expect(article?.authors[1]?.bio).toBe('Mary draws maps.');
    expect(article?.authors.map(({ name }) => name)).toEqual(['Bo Lind', 'Mary Gray']);
  });

  it.each([
    '[caption]<img src="a.jpg"> Cap.[/caption]\n\nOne.\n\nTwo.<!--more-->\n\nThree.',
    '<!-- wp:paragraph --><p>One.</p><p>Two.</p><!-- /wp:paragraph --><!-- wp:more {"customText":"On"} -->\n<!--more On-->\n<!-- /wp:more --><p>Three.</p>',
  ])('makes the teaser from what comes before the mark: %s', async (content) => {
    const [article] = await articlesOfExport(post({}, content));
    expect(analyseArticle(article ?? fail()).excerpt).toBe('One. Two.');
  });

  it.each([
    ['an excerpt of its own', { 'excerpt:encoded': 'Own.' }, 'One.<!--more-->Two.', 'Own.'],
    [
      'a frame in place of one',
      { 'excerpt:encoded': '<iframe src="//a.example/">x</iframe>' },
      'One.',
      'One.',
    ],
    ['nothing before the mark', {}, '<p> </p><!--more-->One. Two.', 'One. Two.'],
    ['no mark', {}, 'One. Two.', 'One. Two.'],
  ])('makes no teaser if there is %s', async (_, declared, content, excerpt) => {
    const [article] = await articlesOfExport(post(declared, content));
    expect(analyseArticle(article ?? fail()).excerpt).toBe(excerpt);
  });

  it('removes shortcodes from an excerpt, and keeps their text', async () => {
    const [article] = await articlesOfExport(
      post({ 'excerpt:encoded': 'In [b x="1"]short[/b]. [ad id="3"]' }),
    );
    expect(article?.excerpt).toBe('In short.');
  });

  it('stores no e-mail address of a reader, even as a name', async () => {
    const comment =
      '<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>ann@one.example</wp:comment_author><wp:comment_author_email>ann@one.example</wp:comment_author_email><wp:comment_author_IP>192.0.2.1</wp:comment_author_IP><wp:comment_content>Hi.</wp:comment_content></wp:comment>';
    const [article] = await articlesOfExport(post({}, 'Text.', comment));
    expect(article?.comments?.[0]?.authorName).toBe('ann');
    expect(JSON.stringify(article)).not.toMatch(/@one|192\.0/);
  });
});
