import { describe, expect, it } from 'vitest';
import { sanitiseHtml } from '../src/content/sanitise.js';
import { withoutEnd } from '../src/content/without-end.js';
import { slugInAddress, webAddress } from '../src/importing/sources/feed/addresses.js';
import { feedDate } from '../src/importing/sources/feed/dates.js';
import { withoutBareSigns } from '../src/importing/sources/feed/entities.js';
import { withoutOrnaments } from '../src/importing/sources/feed/tracking-pixels.js';
import { readZone } from '../src/importing/sources/feed/zones.js';
import { addressesOf } from '../src/importing/sources/markdown/addresses.js';
import { plainMarkdown } from '../src/importing/sources/markdown/dialects.js';
import { yaml } from '../src/importing/sources/markdown/front-matter.js';
import { withoutJsx } from '../src/importing/sources/markdown/mdx.js';
import { renderMarkdown } from '../src/importing/sources/markdown/render.js';
import { postHtml } from '../src/importing/sources/wordpress/body.js';
import { paragraphs } from '../src/importing/sources/wordpress/paragraphs.js';
import { makeComments } from '../src/publishing/preparing/comments.js';

const LENGTH = 150_000;

/** Quadratic time would be ten times as long. CPU time of this process, whatever others do. */
const MAX_MS = 2500;
const now = () => process.cpuUsage().user / 1000;

/** A text repeated up to the largest size that an attacker can send. */
const pump = (piece: string) => piece.repeat(Math.ceil(LENGTH / piece.length));
const plain = (text: string) => plainMarkdown(text, {});
const pictures = { byId: () => undefined, uploadedTo: () => [] };
const wordpress = (text: string) =>
  postHtml(text, { postId: '1', pictures, shared: new Map(), notes: '' });
const refusal = (run: () => unknown) => expect(run).toThrow('nests too deeply');
const comment = (identity: number, authorName = 'Bo') => ({
  identity: `${identity}`,
  ...(identity === 0 ? {} : { parentIdentity: `${identity - 1}` }),
  authorName,
  body: 'Yes.',
  status: 'APPROVED' as const,
  createdAt: new Date(0),
});
const chain = Array.from({ length: 50_000 }, (_, index) => comment(index));

const ATTACKS: Readonly<Record<string, () => unknown>> = {
  'spaces in a link': () => webAddress(`a${pump(' ')}b`),
  'a slug of letters': () => slugInAddress(`https://a.example/${pump('ab')}`),
  'remarks in a date that are not closed': () => feedDate(pump('(')),
  'spaces before a zone': () => readZone(`${pump(' ')}!`),
  'signs of closing tags with spaces': () => withoutBareSigns(pump('</ ')),
  'one such sign': () => withoutBareSigns(`</${pump(' ')}!`),
  'sections that are not closed': () => withoutBareSigns(pump('<![CDATA[<!--')),
  'pictures that are not closed': () => withoutOrnaments(pump('<img ')),
  'links around pictures of dots': () =>
    withoutOrnaments(`<img width=1 src=a>${pump('<a ')}${pump(' ')}`),
  'a picture of classes': () => withoutOrnaments(`<img ${'class= '.repeat(560)}>`.repeat(40)),
  'slashes before the end': () => withoutEnd(`${pump('/')}x`, '/'),
  'slashes in a slug': () => addressesOf({ slug: `a${pump('/')}x` }, 'a.md'),
  'question marks in a slug': () => addressesOf({ slug: `${pump('?')}\nx` }, 'a.md'),
  'spaces in a text of WordPress': () => paragraphs(`a${pump(' ')}b`),
  'lines in a text of WordPress': () => paragraphs(`<div><b>a${pump('\n')}b</b></div>`),
  'links of WordPress that are not closed': () => wordpress(pump('<a ')),
  'file buttons that are not closed': () => wordpress(`<a ${pump('wp-block-file__button ')}`),
  'comments of WordPress that are not closed': () => wordpress(`<!-- wp:a -->${pump('<!--')}`),
  'page breaks that are not closed': () => wordpress(pump('<!--more')),
  'spaces behind a page break': () => wordpress(`<!--more${pump(' ')}`),
  'a block of one long name': () => wordpress(`<!-- wp:${pump('a')}`),
  'shortcodes that are closed once': () => wordpress(`${pump('[a b="1"]')}[/a]`),
  'shortcodes within each other': () => {
    const names = Array.from({ length: 8000 }, (_, index) => `a${index}`);
    const opened = names.map((name) => `[${name} b=1]`).join('');
    return wordpress(opened + names.map((name) => `[/${name}]`).join(''));
  },
  'marks of our own': () => wordpress(`<!-- wp:a -->${pump('<x-classic>')}`),
  'covers without end': () => wordpress(pump('<!-- wp:cover {"url":"a"} -->')),
  'what is left of absurd depth': () => sanitiseHtml(`${'<i>'.repeat(1100)}${pump('<')}`),
  'frames that are not closed': () => sanitiseHtml(pump('<iframe src="//a.example">')),
  'pictures that are loaded late': () => sanitiseHtml(pump('<img data-src="a"> <noscript>')),
  'a style of spaces': () => sanitiseHtml(`<iframe src="//a.example" style="${pump(' ')}">`),
  'spaces in a heading': () => plain(`# a${pump(' ')}x`),
  'spaces in an import': () => plain(`import${pump(' ')}x`),
  'tags that are not closed': () => plain(pump('{% a ')),
  'tags of one long name': () => plain(`{% ${pump('a')}`),
  'comments that are not closed': () => plain(pump('{% comment %}')),
  'raw text that is not closed': () => plain(pump('{% raw %}')),
  'values with spaces': () => plain(`{{${pump(' ')}x`),
  'shortcodes with quotes that are not closed': () => plain(pump('{{< a "')),
  'shortcodes with spaces': () => plain(`{{<${pump(' ')}`),
  'highlights that are not closed': () => plain(pump('{{< highlight a >}}')),
  'highlights that are hardly opened': () => plain(pump('{{< highlight ')),
  'comments of Docusaurus': () => plain(pump('{/*')),
  'comments of MDX': () => withoutJsx(pump('{/*')),
  'braces of MDX': () => withoutJsx(pump('{')),
  'braces within each other': () => withoutJsx(`${pump('{')}${pump('}')}`),
  'tags of MDX that are not closed': () => withoutJsx(pump('<a b ')),
  'tags of MDX with quotes': () => withoutJsx(pump('<a b="<a c=\'')),
  'tags of MDX with braces': () => withoutJsx(pump('<a {}')),
  'a tag of MDX with spaces': () => withoutJsx(`<a${pump(' ')}`),
  'a tag of MDX with names': () => withoutJsx(`<a ${pump('b ')}`),
  'names of one tag of MDX with spaces': () => withoutJsx(`<a b${pump(' ')}`),
  'formulas that are not closed': () => withoutJsx(pump('$$ a')),
  'exports of MDX that are not closed': () => withoutJsx(pump('export const a = {\n')),
  'tabs that are not closed': () => plain(pump('<TabItem label=a ')),
  'a tab of many labels': () => plain(`<TabItem${pump(' label=')}`),
  'a long caption': () => plain(`{{< figure src="a" caption="${pump('[a](')}" >}}`),
  'many captions': () => plain(pump('{{< figure src="a" caption="**b" >}}')),
  'flow maps within each other': () => refusal(() => yaml(pump('{a: '))),
  'lists within each other': () => refusal(() => yaml(`${pump('- ')}a`)),
  'a chain of answers': () => makeComments('a', chain),
  'a name of dots': () => makeComments('a', [comment(0, pump('a.'))]),
};

describe('yaml', () => {
  it('reports a repeated key with its line', () => {
    const keys = Array.from({ length: 2000 }, (_, index) => `key${index}: 1\n`).join('');
    expect(() => yaml('a:\n  b: 1\n  b: 2\n')).toThrow('Map keys must be unique');
    expect(() => yaml(`${keys}key7: 2\n`)).toThrow(expect.objectContaining({ line: 2002 }));
  });
});

const around = {
  owner: 'a',
  findPicture: async (url: string) => ({ url, size: undefined }),
  linkTo: (href: string) => href,
};

describe('renderMarkdown', () => {
  it.each([
    '"[^',
    '[^',
    '[^a',
    '[^a ]',
    '[^a]\n\n',
    '[^a]: b\n',
    '[^a]: b\n\n[^a] ',
    `[^${'a'.repeat(2000)}`,
  ])('takes linear time: %j', async (piece) => {
    const start = now();
    await renderMarkdown(pump(piece), 'A', around);
    await renderMarkdown(`${pump(piece)}\n\n[^a]: b`, 'A', around);
    expect(now() - start).toBeLessThan(MAX_MS);
  });

  it('renders thousands of footnotes', async () => {
    const notes = Array.from({ length: 5000 }, (_, index) => `[^${index}]: Note ${index}\n`);
    const marks = notes.map((_, index) => `Text[^${index}]\n`);
    const start = now();
    const { html } = await renderMarkdown([...marks, '\n', ...notes].join(''), 'A', around);
    expect(html.match(/<li /g)).toHaveLength(5000);
    expect(now() - start).toBeLessThan(MAX_MS);
  });

  it.each([
    ['>', 'nests too deeply'],
    ['> ', 'nests too deeply'],
    ['a.', 'characters of a word'],
  ])('refuses at once a text of %s', async (piece, reason) => {
    const start = now();
    await expect(renderMarkdown(`${pump(piece)}@`, 'A', around)).rejects.toThrow(reason);
    expect(now() - start).toBeLessThan(MAX_MS);
  });
});

describe('input whose length an attacker controls', () => {
  it.each(Object.entries(ATTACKS))('takes linear time: %s', (_, run) => {
    const start = now();
    run();
    expect(now() - start).toBeLessThan(MAX_MS);
  });
});
