import { describe, expect, it } from 'vitest';
import { fatesOf, recordsOfSite } from '../markdown-site.js';
import { ofKind } from '../records.js';

const HUGO = { 'hugo.toml': 'baseURL = "https://hugo.example/"\n' };
const JEKYLL = { '_config.yml': 'title: J\n' };
const DATED = '---\ntitle: D\ndate: 2024-05-01\n---\nText.';
const UNDATED = '---\ntitle: U\n---\nText.';
const NO_DATE = expect.stringMatching(
  /^FAILED: expected "date: 2024-05-01 07:30" in the front matter/,
);

describe('markdownSource, of files of generators that are not articles', () => {
  it('skips files of a Hugo site that are not pages, with the reason', async () => {
    const records = await recordsOfSite({
      ...HUGO,
      'README.md': '# Site\n',
      'LICENSE.md': 'All rights.',
      'archetypes/default.md': '---\ndate: {{ .Date }}\n---\n',
      'themes/x/README.md': '# Theme\n',
      'themes/x/exampleSite/content/posts/a.md': DATED,
      'content/_index.md': UNDATED,
      'content/about.md': UNDATED,
      'content/contact/index.md': UNDATED,
      'content/team/ada.md': UNDATED,
      'content/posts/bundle/index.md': DATED,
      'content/posts/bundle/notes.md': DATED,
      'content/posts/bundle/deep/er.md': DATED,
      'content/posts/hidden/index.md': '---\nheadless: true\n---\n',
      'content/posts/undated.md': UNDATED,
      'content/essays/a.md': DATED,
      'content/essays/undated.md': UNDATED,
    });
    expect(fatesOf(records)).toEqual({
      'README.md': 'SKIPPED: README',
      'LICENSE.md': 'SKIPPED: project document',
      'archetypes/default.md': 'SKIPPED: template for new articles',
      'themes/x/README.md': 'SKIPPED: part of a theme',
      'themes/x/exampleSite/content/posts/a.md': 'SKIPPED: part of a theme',
      'content/_index.md': 'SKIPPED: section page',
      'content/about.md': 'SKIPPED: page without a date',
      'content/contact/index.md': 'SKIPPED: page without a date',
      'content/team/ada.md': 'SKIPPED: page without a date',
      'content/posts/bundle/index.md': 'PUBLISHED',
      'content/posts/bundle/notes.md': 'SKIPPED: part of another page',
      'content/posts/bundle/deep/er.md': 'SKIPPED: part of another page',
      'content/posts/hidden/index.md': 'SKIPPED: page that is not built',
      'content/posts/undated.md': NO_DATE,
      'content/essays/a.md': 'PUBLISHED',
      'content/essays/undated.md': NO_DATE,
    });
  });

  it('skips files of a Jekyll site that are not posts, with the reason', async () => {
    const records = await recordsOfSite({
      ...JEKYLL,
      'index.html': '---\nlayout: home\n---\n',
      'tags.html': '---\ntitle: Tags\n---\n{% for tag in site.tags %}{% endfor %}',
      'blog/index.html': '---\ntitle: Blog\n---\n',
      'built.html': '<html><body>No front matter.</body></html>',
      '_includes/a.md': DATED,
      '_layouts/post.html': '---\nlayout: default\n---\n{{ content }}',
      '_team/ada.md': UNDATED,
      '_posts/undated.md': UNDATED,
      '_posts/2024-05-01-a.html': '---\ntitle: A\n---\n<p>Text.</p>',
    });
    expect(fatesOf(records)).toEqual({
      'index.html': 'SKIPPED: home',
      'tags.html': 'SKIPPED: page without a date',
      'blog/index.html': 'SKIPPED: page without a date',
      '_includes/a.md': 'SKIPPED: part of a page',
      '_layouts/post.html': 'SKIPPED: part of a page',
      '_team/ada.md': 'SKIPPED: page without a date',
      '_posts/undated.md': NO_DATE,
      '_posts/2024-05-01-a.html': 'PUBLISHED',
    });
  });

  it.each([
    ['docusaurus.config.js', 'docs/guide/intro.md', 'SKIPPED: page without a date'],
    ['docusaurus.config.ts', 'src/pages/help.md', 'SKIPPED: page without a date'],
    ['docusaurus.config.ts', 'blog/undated.md', NO_DATE],
    ['docusaurus.config.ts', 'docs/_part.mdx', 'SKIPPED: part of a page'],
    ['astro.config.mjs', 'src/pages/index.md', 'SKIPPED: page without a date'],
    ['astro.config.mjs', 'src/content/blog/undated.md', NO_DATE],
    ['eleventy.config.js', 'about.md', 'SKIPPED: page without a date'],
    ['.eleventy.js', 'posts/undated.md', NO_DATE],
    ['notes.txt', 'themes/undated.md', NO_DATE],
    ['notes.txt', 'index.html', 'SKIPPED: page without a date'],
  ])('recognises %s of %s', async (configuration, path, fate) => {
    const records = await recordsOfSite({ [configuration]: '', [path]: UNDATED });
    expect(fatesOf(records)).toEqual({ [path]: fate });
  });

  it('imports files in folders with such names if there is no generator', async () => {
    const files = { 'themes/a.md': DATED, 'archetypes/b.md': DATED, 'data/index.md': DATED };
    const records = await recordsOfSite({ ...files, 'data/c.md': DATED });
    expect(ofKind(records, 'ARTICLE')).toHaveLength(4);
  });
});

describe('markdownSource, of HTML with front matter', () => {
  const article = async (path: string, text: string) => {
    const [found] = ofKind(await recordsOfSite({ [path]: text }), 'ARTICLE');
    return found;
  };

  it('reads the body as HTML, and renders its template syntax', async () => {
    const body = [
      '<p>A *star* and {{ site.title }}{% if x %}a{% endif %} tick.</p>',
      '{% highlight js %}a < {{ b }}{% endhighlight %}',
      '{{< youtube abc >}}',
      '    <p>Indented.</p>',
    ].join('\n');
    expect(await article('_posts/2024-01-02-x.html', `---\ntitle: X\n---\n${body}`)).toMatchObject({
      slug: 'x',
      addresses: ['/2024/01/02/x.html'],
      html: expect.stringMatching(
        /^<p>A \*star\* and a tick.<\/p>\n<pre><code>a &lt; .*b.*<\/code><\/pre>\n+<figure><iframe.*\n+ {4}<p>Indented/s,
      ),
    });
  });

  it('resolves its images', async () => {
    const text = '+++\ndate = 2024-01-02\n+++\n<img src="a.png">';
    expect(await article('posts/x.htm', text)).toMatchObject({ html: '<img src="/posts/a.png">' });
  });
});

describe('markdownSource, of front matter with a named format', () => {
  it.each([
    ['---json\n{"title": "A", "date": "2024-05-01"}\n---\nText.'],
    ['---toml\ntitle = "A"\ndate = 2024-05-01\n---\nText.'],
    ['--- yaml\ntitle: A\ndate: 2024-05-01\n---\nText.'],
  ])('reads %j', async (text) => {
    const article = { kind: 'ARTICLE', title: 'A', html: '<p>Text.</p>\n' };
    expect(await recordsOfSite({ 'a.md': text })).toMatchObject([article]);
  });

  it.each(['js', 'javascript', 'cson'])('does not run %s', async (name) => {
    const text = `---${name}\nmodule.exports = { title: "A", date: "2024-05-01" }\n---\nText.`;
    expect(fatesOf(await recordsOfSite({ 'a.md': text }))).toEqual({
      'a.md, line 1': expect.stringMatching(
        /^FAILED: expected YAML, TOML or JSON front matter, found a program, which is not/,
      ),
    });
  });
});

describe('markdownSource, of languages', () => {
  it.each([
    [{}, ['index.md', 'index.fr.md']],
    [HUGO, ['index.md', 'index.fr.md']],
  ])('yields the main one first, with %j', async (configuration, names) => {
    const files = Object.fromEntries(names.map((name) => [`content/posts/a/${name}`, DATED]));
    const records = await recordsOfSite({ ...configuration, ...files });
    expect(ofKind(records, 'ARTICLE').map(({ place }) => place)).toEqual(Object.keys(files));
  });

  it('yields the one in the configuration first', async () => {
    const records = await recordsOfSite({
      'hugo.toml': 'defaultContentLanguage = "fr"\n',
      'content/en/posts/a.md': DATED,
      'content/fr/posts/a.md': DATED,
      'content/b.de.md': DATED,
      'content/b.fr.md': DATED,
    });
    expect(ofKind(records, 'ARTICLE').map(({ place }) => place)).toEqual([
      'content/fr/posts/a.md',
      'content/b.fr.md',
      'content/b.de.md',
      'content/en/posts/a.md',
    ]);
  });
});
