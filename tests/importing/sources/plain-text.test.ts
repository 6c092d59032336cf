import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/importing/sources/plain-text.js';

describe('plainText', () => {
  it.each([
    ['Salt &amp; <b>pepper</b>', 'Salt & pepper'],
    ['a<br>b<p>c', 'a b c'],
    ['a<script>b()</script>c', 'ac'],
    ['  a \n b  ', 'a b'],
  ])('reads %j as %j', (html, text) => {
    expect(plainText(html)).toBe(text);
  });

  it.each([999, 1000, 1001])('loses no text in %i nested elements', (depth) => {
    expect(plainText(`a${'<b>'.repeat(depth)}b<br>c`)).toMatch(/^a\s*b c$/);
  });
});
