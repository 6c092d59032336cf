import { basename } from 'node:path';
import { percentDecoded } from '../../content/percent-decoded.js';

const MAX_CHARACTERS = 100;

/**
 * The file name for a fetched file, taken from the end of its address; its extension can decide
 * which kind of source it is.
 *
 * A `Content-Type` of HTML or Markdown takes precedence: the address of a page about `notes.md` can
 * end in `notes.md`, too.
 */
export function fetchedFileName(url: URL, contentType = ''): string {
  const type = contentType.replace(/;.*$/s, '').trim().toLowerCase();
  if (/^(?:text\/html|application\/xhtml\+xml)$/.test(type)) return 'page';
  const name = basename(percentDecoded(url.pathname))
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+/, '')
    .slice(-MAX_CHARACTERS);
  const isMarkdown = /^text\/(?:x-)?markdown$/.test(type) && !/\.(?:md|markdown|mdx)$/i.test(name);
  return `${name || 'source'}${isMarkdown ? '.md' : ''}`;
}
