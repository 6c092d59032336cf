import type { Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { languageInName } from './addresses.js';

const MARKDOWN = /\.(?:md|markdown|mdx)$/i;
const HTML = /\.html?$/i;

/**
 * The articles below a folder, as sorted relative paths with `/`: Markdown files, and HTML files
 * with front matter, which generators also process.
 *
 * Hidden files, hidden folders and `node_modules` are ignored. Symbolic links are not followed,
 * because they can lead out of the folder or form a cycle. Of an article in several languages, the
 * file in the main language comes first, so that it gets the slug derived from the file name.
 */
export async function* markdownFiles(
  root: string,
  mainLanguage?: string,
  below = '',
): AsyncGenerator<string> {
  const entries = await readdir(join(root, below), { withFileTypes: true });
  for (const entry of sorted(entries, mainLanguage)) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isDirectory()) yield* markdownFiles(root, mainLanguage, path);
    else if (entry.isFile() && (await isText(root, path))) yield path;
  }
}

/** Whether a file is HTML instead of Markdown, by its name. */
export function isHtml(path: string): boolean {
  return HTML.test(path);
}

async function isText(root: string, path: string): Promise<boolean> {
  if (!isHtml(path)) return MARKDOWN.test(path);
  const head = await headOf(join(root, path)).catch(() => '');
  return /^\uFEFF?(?:---|\+\+\+)[ \t]*\r?\n/.test(head);
}

async function headOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Sorted by code units, so that the order is the same in every locale. */
function sorted(entries: readonly Dirent[], mainLanguage: string | undefined): readonly Dirent[] {
  const placed = entries.map((entry) => {
    const language = entry.isFile() ? languageInName(entry.name) : undefined;
    const key = language === undefined ? entry.name : entry.name.replace(`.${language}.`, '.');
    const folder = entry.isDirectory() ? entry.name : undefined;
    const isMain = mainLanguage !== undefined && (language ?? folder) === mainLanguage;
    const rank = isMain ? 0 : language === undefined ? 1 : 2;
    return { entry, key: folder !== undefined && isMain ? '' : key, rank };
  });
  placed.sort(
    (one, other) =>
      compared(one.key, other.key) ||
      one.rank - other.rank ||
      compared(one.entry.name, other.entry.name),
  );
  return placed.map(({ entry }) => entry);
}

function compared(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
