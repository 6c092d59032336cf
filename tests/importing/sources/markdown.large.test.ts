import { describe, expect, it } from 'vitest';
import { markdownSource } from '../../../src/importing/sources/markdown.js';
import type { SourceRecord } from '../../../src/publishing/entry.js';
import { collect, temporaryFile } from '../records.js';

const NOW = new Date('2024-06-01T12:00:00Z');

/** The records of a file with this front matter and text; plain words are parsed quickly. */
async function recordsOf(frontMatter: string, body: string): Promise<SourceRecord[]> {
  const path = await temporaryFile('large.md', `---\n${frontMatter}---\n${body}`);
  return collect(markdownSource({ path, now: NOW }));
}

const DATED = 'title: Large\ndate: 2024-05-01\n';
const filled = (start: string, characters: number) =>
  `${start}${'x'.repeat(characters - start.length - 1)}\n`;

describe('a Markdown file that is too large', () => {
  it.each([
    [
      'a text',
      DATED,
      'x'.repeat(5_000_001),
      'large.md',
      'expected at most 5000000 characters of Markdown, found 5000001',
    ],
    [
      'front matter',
      filled(`${DATED}description: `, 2_000_001),
      'Text',
      'large.md, line 1',
      'expected at most 2000000 characters of front matter, found 2000001',
    ],
    [
      'a file',
      DATED,
      'x'.repeat(16 * 1024 * 1024),
      'large.md',
      'expected at most 16777216 bytes, found 16777254',
    ],
  ])('is reported: %s', async (_fact, frontMatter, body, place, reason) => {
    expect(await recordsOf(frontMatter, body)).toEqual([
      expect.objectContaining({ kind: 'FAILED', place, reason }),
    ]);
  });

  it.each([
    ['a text', DATED, 'x'.repeat(5_000_000)],
    ['front matter', filled(`${DATED}description: `, 2_000_000), 'Text'],
  ])('is imported one character below the limit: %s', async (_fact, frontMatter, body) => {
    expect((await recordsOf(frontMatter, body)).map(({ kind }) => kind)).toEqual(['ARTICLE']);
  });
});
