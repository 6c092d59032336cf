import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const MARKDOWN = /\.(?:md|markdown|mdx)$/i;

/**
 * The Markdown files below a folder, as paths relative to it with `/`, sorted.
 *
 * Hidden files and folders, `node_modules` and files that begin with `_` are no articles to any of
 * the usual generators. Links are not followed: they may lead out of the folder, or round in it.
 */
export async function* markdownFiles(root: string, below = ''): AsyncGenerator<string> {
  const entries = await readdir(join(root, below), { withFileTypes: true });
  for (const entry of entries.sort(byName)) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isDirectory()) yield* markdownFiles(root, path);
    else if (entry.isFile() && isMarkdownName(entry.name)) yield path;
  }
}

/** Whether a file of that name is taken for an article. */
function isMarkdownName(name: string): boolean {
  return MARKDOWN.test(name) && !name.startsWith('_');
}

/** By code units: the same order on every machine, whatever its language. */
function byName(one: Dirent, other: Dirent): number {
  return one.name < other.name ? -1 : 1;
}
