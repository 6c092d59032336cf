import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paragraphs } from '../../../../src/importing/sources/wordpress/paragraphs.js';

describe('paragraphs', () => {
  it.each([
    [
      'splits paragraphs at blank lines',
      'One.\n\nTwo.\n \nThree.',
      '<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>',
    ],
    ['breaks the line at a newline', 'One\ntwo', '<p>One<br>\ntwo</p>'],
    ['adds no break after a break', 'One<br />\ntwo', '<p>One<br />two</p>'],
    ['does not change preformatted text', '<pre>a\n\n  b\n</pre>', '<pre>a\n\n  b\n</pre>'],
    [
      'makes paragraphs in a block quote',
      '<blockquote>One\n\nTwo</blockquote>',
      '<blockquote>\n<p>One</p>\n<p>Two</p>\n</blockquote>',
    ],
    [
      'leaves list items without paragraphs',
      '<ul>\n<li>One</li>\n<li>Two</li>\n</ul>',
      '<ul>\n<li>One</li>\n<li>Two</li>\n</ul>',
    ],
    [
      'splits a list item at a blank line',
      '<ul><li>One\n\nTwo</li></ul>',
      '<ul>\n<li><p>One</p>\n<p>Two</p>\n</li>\n</ul>',
    ],
    ['wraps no block', 'One\n<h2>Head</h2>\nTwo', '<p>One</p>\n<h2>Head</h2>\n<p>Two</p>'],
    ['keeps written paragraphs', '<p>One</p>\n\n<p>Two</p>', '<p>One</p>\n<p>Two</p>'],
    ['closes an unclosed paragraph', '<p>One\n\nTwo</p>', '<p>One</p>\n<p>Two</p>'],
    [
      'does not split an inline element',
      '<em>One\n\ntwo</em>',
      '<p><em>One<br>\n<br>\ntwo</em></p>',
    ],
    ['ignores an unclosed tag', '<b>One\n\nTwo', '<p><b>One</p>\n<p>Two</p>'],
    [
      'adds no breaks to tables',
      '<table>\n<tr>\n<td>1</td>\n</tr>\n</table>',
      '<table>\n<tr>\n<td>1</td>\n</tr>\n</table>',
    ],
    ['returns an empty text for an empty text', '\n\n \n', ''],
  ])('%s', (_fact, typed, expected) => {
    expect(paragraphs(typed)).toBe(expected);
  });

  it('loses no word of a text', () => {
    assert(
      property(string({ unit: 'grapheme' }), (text) => {
        const words = (html: string) => html.replace(/<\/?p>|<br>|\s/g, '');
        const typed = text.replace(/<\/?p>|<br>/g, '');
        expect(words(paragraphs(typed))).toBe(words(typed));
      }),
    );
  });
});
