import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commentText } from '../../src/content/comment-text.js';

/**
 * Any code point, also unpaired surrogates; fast-check's own `binary` unit takes seconds to set up.
 */
const anyCharacter = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

describe('commentText', () => {
  it.each([
    [
      'keeps line breaks as they were typed',
      'One\r\ntwo\n\nthree\n\n\n\nfour',
      'One\ntwo\n\nthree\n\nfour',
    ],
    [
      'takes line breaks from markup if there is any, and collapses typed line ends',
      '<p>One\ntwo</p>\n<p>three<br>four</p>',
      'One two\n\nthree\nfour',
    ],
    [
      'shows a link as its text',
      'See <a href="javascript:alert(1)">this &amp; that</a>!',
      'See this & that!',
    ],
    ['leaves out what is no text', 'a<script>alert(1)</script><style>x</style><!-- y -->b', 'ab'],
    ['shows markup that was meant as text', 'Use &lt;b&gt;', 'Use <b>'],
    ['is empty for nothing', ' <p></p> ', ''],
  ])('%s', (_, html, text) => {
    expect(commentText(html)).toBe(text);
  });

  it('never begins or ends with white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (html) => {
        const text = commentText(html);
        expect(text).not.toMatch(/[^\P{Cc}\t\n]|\p{Cs}/u);
        expect(text).not.toMatch(/\n{3}/);
      }),
    );
  });
});
