import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markdownSource } from '../../../src/importing/sources/markdown.js';
import { collect, ofKind, temporaryFile } from '../records.js';

const teaserOf = async (body: string) => {
  const text = `---\ntitle: A\ndate: 2024-05-01\n---\n${body}\n`;
  const path = dirname(await temporaryFile('a.md', text));
  const now = new Date('2024-06-01T00:00:00Z');
  return ofKind(await collect(markdownSource({ path, now })), 'ARTICLE')[0]?.teaser?.trim();
};

describe('markdownSource, of teasers', () => {
  it.each([
    ['One.\n\n<!--more-->\n\nTwo.', '<p>One.</p>'],
    ['One.\n\n<!-- more -->\n\nTwo.', '<p>One.</p>'],
    ['One.\n\n<!-- truncate -->\n\nTwo.', '<p>One.</p>'],
    ['One.\n\n`<!--more-->`\n\nTwo.', undefined],
    ['One.\n\n<!-- moreover -->\n\nTwo.', undefined],
    ['<!--more-->\n\nTwo.', undefined],
    ['One.', undefined],
  ])('of %j is %j', async (body, teaser) => {
    expect(await teaserOf(body)).toBe(teaser);
  });
});
