import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markdownSource } from '../../../../src/importing/sources/markdown.js';
import { collect, ofKind, temporaryFile } from '../../records.js';

/** The addresses of the only article of a folder with these files. */
async function addressesOf(path: string, matter: string, config: Record<string, string> = {}) {
  const root = join(dirname(await temporaryFile('LICENSE', '')), 'site');
  const written = { [path]: `---\ntitle: T\n${matter}\n---\nText.`, ...config };
  for (const [name, text] of Object.entries(written)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  const records = await collect(markdownSource({ path: root, now: new Date('2024-06-10') }));
  return ofKind(records, 'ARTICLE')[0]?.addresses;
}

const DATE = 'date: 2024-05-07 23:00:00 +0200';

describe('markdownSource, of addresses', () => {
  it.each([
    ['a.md', DATE, ['/a/']],
    ['content/posts/a.md', DATE, ['/posts/a/']],
    ['content/posts/a.md', `slug: b\n${DATE}`, ['/posts/b/']],
    ['content/posts/a/index.md', DATE, ['/posts/a/']],
    ['content/posts/a.fr.md', DATE, ['/fr/posts/a/']],
    ['content/fr/posts/a.md', DATE, ['/fr/posts/a/']],
    ['src/content/blog/a.md', DATE, ['/blog/a/']],
    ['content/posts/a.md', `url: /x/y/\n${DATE}`, ['/x/y/', '/posts/y/']],
    [
      'content/posts/a.md',
      `aliases: [/old/, older]\n${DATE}`,
      ['/old/', '/posts/older', '/older', '/posts/a/'],
    ],
    ['a.md', `old_url: https://old.example/?p=3\n${DATE}`, ['https://old.example/?p=3', '/a/']],
    ['blog/2024-05-01-a.md', '', ['/blog/2024/05/01/a']],
    ['blog/2024-05-01-a/index.md', '', ['/blog/2024/05/01/a']],
    ['blog/2024-05-01-a.md', 'slug: b', ['/blog/b/']],
    ['_posts/2024-05-01-a.md', '', ['/2024/05/01/a.html']],
    [
      '_posts/2024-05-01-a.md',
      `categories: Sea coast\n${DATE}`,
      ['/sea/coast/2024/05/07/a.html', '/2024/05/07/a.html'],
    ],
    [
      '_posts/2024-05-01-a.md',
      'permalink: /:year/:title/\nredirect_from: /mud/',
      ['/2024/a/', '/mud/', '/2024/05/01/a.html'],
    ],
  ])('yields those of %s with %j', async (path, matter, addresses) => {
    expect(await addressesOf(path, matter)).toEqual(addresses);
  });

  it.each([
    ['_posts/2024-05-01-a.md', '_config.yml', 'permalink: /:categories/:title/', '/a/'],
    ['_posts/2024-05-01-a.md', '_config.yml', 'permalink: pretty', '/2024/05/01/a/'],
    [
      'content/posts/a.md',
      'hugo.toml',
      '[permalinks]\nposts = "/:year/:month/:slug/"',
      '/2024/05/a/',
    ],
    ['content/posts/a.md', 'hugo.yaml', 'permalinks:\n  page:\n    posts: /p/:slug', '/p/a'],
    ['content/posts/a.md', 'hugo.toml', 'broken = [', '/posts/a/'],
  ])('makes that of %s by %s: %j', async (path, name, config, address) => {
    const matter = path.startsWith('_posts') ? '' : DATE;
    expect(await addressesOf(path, matter, { [name]: config })).toEqual([address]);
  });
});
