import { describe, expect, it } from 'vitest';
import { BrokenRecord } from '../../../../src/importing/sources/broken-record.js';
import { lexicalHtml } from '../../../../src/importing/sources/ghost/lexical.js';

const text = (words: string, format = 0) => ({ type: 'extended-text', text: words, format });
const node = (type: string, children: readonly object[], more: object = {}) => ({
  type,
  ...more,
  children,
});
const document = (...children: readonly object[]) => ({ root: node('root', children) });
const rendered = (...children: readonly object[]) => lexicalHtml(document(...children)).html;

describe('lexicalHtml', () => {
  it.each([
    [1, '<strong>x</strong>'],
    [2, '<em>x</em>'],
    [3, '<strong><em>x</em></strong>'],
    [4, '<s>x</s>'],
    [8, '<u>x</u>'],
    [16, '<code>x</code>'],
    [32, '<sub>x</sub>'],
    [64, '<sup>x</sup>'],
    [128, '<mark>x</mark>'],
  ])('reads the format %i', (format, html) => {
    expect(rendered(node('paragraph', [text('x', format)]))).toBe(`<p>${html}</p>`);
  });

  it('escapes text, and keeps line breaks, links and spaces', () => {
    const children = [
      text('a < b '),
      { type: 'linebreak' },
      node('link', [text(' here')], { url: 'https://x.example/?a=1&b="' }),
    ];
    expect(rendered(node('paragraph', children))).toBe(
      '<p>a &lt; b <br><a href="https://x.example/?a=1&amp;b=&quot;"> here</a></p>',
    );
  });

  it.each([
    ['heading', { tag: 'h3' }, '<h3>x</h3>'],
    ['extended-heading', { tag: 'script' }, '<h2>x</h2>'],
    ['quote', {}, '<blockquote>x</blockquote>'],
    ['extended-quote', {}, '<blockquote>x</blockquote>'],
    ['aside', {}, '<blockquote>x</blockquote>'],
  ])('renders a block of the type %s', (type, more, html) => {
    expect(rendered(node(type, [text('x')], more))).toBe(html);
  });

  it('leaves out empty paragraphs', () => {
    expect(rendered(node('paragraph', []), node('paragraph', [text('x')]))).toBe('<p>x</p>');
  });

  it('puts a nested list into the item before it', () => {
    const item = (...children: object[]) => node('listitem', children);
    const below = node('list', [item(text('coarse'))], { listType: 'bullet', start: 1 });
    const list = node('list', [item(text('salt')), item(below), item(text('mud'))], {
      listType: 'number',
      start: 3,
    });
    expect(rendered(list)).toBe(
      '<ol start="3"><li>salt<ul><li>coarse</li></ul></li><li>mud</li></ol>',
    );
  });

  it.each([
    [{ web: { nonMember: false, memberSegment: '' } }],
    [{ showOnWeb: false, showOnEmail: true }],
    [{ web: { nonMember: false, memberSegment: 'status:-free' } }],
    [{ web: { nonMember: false, memberSegment: 'status:free,status:-free' } }],
  ])('leaves out a card that only e-mails or members show (%j)', (visibility) => {
    expect(rendered({ type: 'html', html: '<p>inbox</p>', visibility })).toBe('');
  });

  it('keeps a card that is visible to everybody', () => {
    const visibility = { web: { nonMember: true, memberSegment: 'status:free,status:-free' } };
    expect(rendered({ type: 'html', html: '<p>all</p>', visibility })).toBe('<p>all</p>');
  });

  it('keeps the text of an unknown block, and reports it as incomplete', () => {
    const { html, isWhole } = lexicalHtml(document(node('hologram', [text('x')])));
    expect({ html, isWhole }).toEqual({ html: '<p>x</p>', isWhole: false });
  });

  it.each([[undefined], [null], ['x'], [{}], [{ root: {} }], [{ root: { children: 'x' } }]])(
    'refuses %j',
    (written) => {
      expect(() => lexicalHtml(written)).toThrow(BrokenRecord);
    },
  );

  it('refuses unlimited nesting', () => {
    let deep: object = text('x');
    for (let level = 0; level < 5000; level++) deep = node('quote', [deep]);
    expect(() => lexicalHtml(document(deep))).toThrow('nests deeper');
  });

  it('skips children that are not objects', () => {
    expect(lexicalHtml({ root: { children: [null, 1, 'x', []] } }).html).toBe('');
  });
});
