import { describe, expect, it } from 'vitest';
import { BrokenRecord } from '../../../../src/importing/sources/broken-record.js';
import { mobiledocHtml } from '../../../../src/importing/sources/ghost/mobiledoc.js';

const EMPTY = { version: '0.3.1', markups: [], atoms: [], cards: [], sections: [] };
const rendered = (parts: object) => mobiledocHtml({ ...EMPTY, ...parts }).html;

describe('mobiledocHtml', () => {
  it('opens markups before a text and closes the innermost ones after it', () => {
    const markers = [
      [0, [], 0, 'Ropes '],
      [0, [0], 0, 'hold '],
      [0, [1], 2, '& creak'],
      [0, [], 0, '.'],
    ];
    expect(rendered({ markups: [['strong'], ['em']], sections: [[1, 'p', markers]] })).toBe(
      '<p>Ropes <strong>hold <em>&amp; creak</em></strong>.</p>',
    );
  });

  it('keeps the target of a link, and none of its other attributes', () => {
    const markups = [['a', ['href', '/quay/?a="', 'onclick', 'x()']]];
    expect(rendered({ markups, sections: [[1, 'p', [[0, [0], 1, 'quay']]]] })).toBe(
      '<p><a href="/quay/?a=&quot;">quay</a></p>',
    );
  });

  it('closes markups that a section leaves open', () => {
    expect(rendered({ markups: [['b']], sections: [[1, 'p', [[0, [0], 0, 'x']]]] })).toBe(
      '<p><b>x</b></p>',
    );
  });

  it('renders soft returns as line breaks', () => {
    const sections = [
      [
        1,
        'p',
        [
          [0, [], 0, 'a'],
          [1, [], 0, 0],
          [0, [], 0, 'b'],
        ],
      ],
    ];
    expect(rendered({ atoms: [['soft-return', '', {}]], sections })).toBe('<p>a<br>b</p>');
  });

  it.each([
    [[1, 'h2', [[0, [], 0, 'x']]], '<h2>x</h2>'],
    [[1, 'pull-quote', [[0, [], 0, 'x']]], '<blockquote>x</blockquote>'],
    [[1, 'aside', [[0, [], 0, 'x']]], '<blockquote>x</blockquote>'],
    [[1, 'script', [[0, [], 0, 'x']]], '<p>x</p>'],
    [[2, '/a.jpg'], '<figure><img src="/a.jpg" alt=""></figure>'],
    [[3, 'ol', [[[0, [], 0, 'a']], [[0, [], 0, 'b']]]], '<ol><li>a</li><li>b</li></ol>'],
  ])('renders the section %j', (section, html) => {
    expect(rendered({ sections: [section] })).toBe(html);
  });

  it('renders cards in their place', () => {
    const cards = [
      ['hr', {}],
      ['card-markdown', { markdown: '*x*' }],
    ];
    expect(
      rendered({
        cards,
        sections: [
          [10, 1],
          [10, 0],
        ],
      }),
    ).toBe('<p><em>x</em></p>\n\n<hr>');
  });

  it('reads version 0.2, which stores its cards inside the sections', () => {
    const sections = [
      [['em']],
      [
        [1, 'p', [[[0], 1, 'x']]],
        [10, 'image-card', { src: '/a.jpg' }],
      ],
    ];
    expect(mobiledocHtml({ version: '0.2.0', sections }).html).toBe(
      '<p><em>x</em></p>\n<figure><img src="/a.jpg" alt=""></figure>',
    );
  });

  it('reports the text as incomplete if a card is unknown', () => {
    const { html, isWhole } = mobiledocHtml({
      ...EMPTY,
      cards: [['hologram', {}]],
      sections: [[10, 0]],
    });
    expect({ html, isWhole }).toEqual({ html: '', isWhole: false });
  });

  it.each([
    [{}],
    ['x'],
    [{ ...EMPTY, sections: [[10, 0]] }],
    [{ ...EMPTY, sections: [[99, 0]] }],
    [{ ...EMPTY, sections: ['x'] }],
    [{ ...EMPTY, sections: [[1, 'p', [[0, [3], 0, 'x']]]] }],
    [
      {
        ...EMPTY,
        markups: [['img src=x onerror=alert(1)']],
        sections: [[1, 'p', [[0, [0], 1, 'x']]]],
      },
    ],
  ])('refuses %j', (written) => {
    expect(() => mobiledocHtml(written)).toThrow(BrokenRecord);
  });
});
