import { extname } from 'node:path';
import { type FileHead, fileHead } from './file-head.js';
import { FILE_SOURCES, type FileKind, type FileSource } from './file-sources.js';

/** What a file is by its first bytes, or what was found instead and what to do about it. */
export type Looks =
  | 'markdown'
  | 'gzip'
  | { readonly source: FileSource<FileKind> }
  | { readonly found: string; readonly advice: string };

const EXPORT_ADVICE =
  'In WordPress, Tools → Export → All content makes a file that can be imported.';
const NOT_YET = 'That format cannot be imported yet.';

/**
 * Tells what a file is from its beginning; only Markdown, which looks like anything, by its name.
 */
export function looksLike(head: Uint8Array, path: string): Looks {
  if (head.length === 0) return { found: 'an empty file', advice: 'Make the export again.' };
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x50 && head[1] === 0x4b) {
    return { found: 'a ZIP archive', advice: 'Unpack it, and import what is in it.' };
  }
  if (/^\.(?:md|markdown|mdx)$/i.test(extname(path))) return 'markdown';
  const read = fileHead(head, path);
  if (read === undefined) return { found: 'a binary file', advice: EXPORT_ADVICE };
  if (read.text.trim() === '') {
    return { found: 'a file of empty lines', advice: 'Make the export again.' };
  }
  const source = FILE_SOURCES.find(({ isIt }) => isIt(read));
  return source === undefined ? (otherXml(read) ?? otherText(read)) : { source };
}

function otherXml({ text, root }: FileHead): Looks | undefined {
  if (root === undefined) return undefined;
  if (root.name.toLowerCase() === 'html' || /^\s*<!doctype html/i.test(text)) {
    return { found: 'a web page (HTML)', advice: EXPORT_ADVICE };
  }
  return { found: `an XML file with <${root.name}> at its root`, advice: EXPORT_ADVICE };
}

function otherText({ text }: FileHead): Looks {
  if (/^\s*[[{]/.test(text)) return { found: 'JSON', advice: NOT_YET };
  if (/^(?:---|\+\+\+)\s*\n/.test(text)) {
    return {
      found: 'front matter',
      advice: 'Save it in a file that ends in .md, and import that.',
    };
  }
  return { found: 'text that is none of these', advice: EXPORT_ADVICE };
}
