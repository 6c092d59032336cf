import { describe, expect, it } from 'vitest';
import { fetchedFileName } from '../../../src/importing/fetching/file-name.js';

describe('fetchedFileName', () => {
  it.each<[string, string | undefined, string]>([
    ['https://a.example/feed.xml', 'application/rss+xml', 'feed.xml'],
    ['https://a.example/feed.xml?page=2', undefined, 'feed.xml'],
    ['https://a.example/export.xml.gz', 'application/gzip', 'export.xml.gz'],
    ['https://a.example/', undefined, 'source'],
    ['https://a.example/feed/', 'text/xml', 'feed'],
    ['https://a.example/notes.md', 'text/plain; charset=utf-8', 'notes.md'],
    ['https://a.example/notes', 'text/markdown; charset=utf-8', 'notes.md'],
    ['https://a.example/notes.MD', 'Text/Markdown', 'notes.MD'],
    ['https://a.example/notes.md', 'text/html;charset=utf-8', 'page'],
    ['https://a.example/..%2F..%2Fetc%2Fpasswd', undefined, 'passwd'],
    ['https://a.example/%2e%2e%00.md', undefined, 'md'],
    ['https://a.example/%ZZ.md', undefined, 'ZZ.md'],
    ['https://a.example/h%C3%A4fen%20und%20k%C3%BCste.md', undefined, 'häfen-und-küste.md'],
    [`https://a.example/${'x'.repeat(300)}.md`, undefined, `${'x'.repeat(97)}.md`],
  ])('names %s (%s) %s', (address, contentType, expected) => {
    expect(fetchedFileName(new URL(address), contentType)).toBe(expected);
  });
});
