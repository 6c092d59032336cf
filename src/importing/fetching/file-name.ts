import { basename } from 'node:path';
import { percentDecoded } from '../../content/percent-decoded.js';

const MAX_CHARACTERS = 100;

/**
 * What a fetched file is called: as its address ends, for what only a name can tell.
 *
 * What the server says of Markdown and of pages goes before: a page about `notes.md` has an address
 * that ends so, too.
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
