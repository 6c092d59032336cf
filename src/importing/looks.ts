import { extname } from 'node:path';
import { declaredEncoding } from './sources/wordpress/xml-text.js';

/** What a file is by its first bytes, or what was found instead and what to do about it. */
export type Looks =
  | 'wordpress'
  | 'markdown'
  | 'gzip'
  | { readonly found: string; readonly advice: string };

const EXPORT_ADVICE =
  'In WordPress, Tools → Export → All content makes a file that can be imported.';
const NOT_YET = 'That format cannot be imported yet.';

/** Tells what a file is from its beginning; only Markdown, which looks like anything, by its name. */
export function looksLike(head: Uint8Array, path: string): Looks {
  if (head.length === 0) return { found: 'an empty file', advice: 'Make the export again.' };
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x50 && head[1] === 0x4b) {
    return { found: 'a ZIP archive', advice: 'Unpack it, and import what is in it.' };
  }
  if (/^\.(?:md|markdown|mdx)$/i.test(extname(path))) return 'markdown';
  const text = textOf(head);
  if (text === undefined) return { found: 'a binary file', advice: EXPORT_ADVICE };
  if (text.trim() === '')
    return { found: 'a file of empty lines', advice: 'Make the export again.' };
  return xmlLooks(text) ?? otherLooks(text);
}

/** The beginning as text; `undefined` for bytes that no text has. */
function textOf(head: Uint8Array): string | undefined {
  const encoding = declaredEncoding(head);
  try {
    const text = new TextDecoder(encoding).decode(head, { stream: true });
    return text.includes('\0') ? undefined : text;
  } catch {
    // An encoding that nobody knows: the source itself tells about that.
    return new TextDecoder('latin1').decode(head);
  }
}

function xmlLooks(text: string): Looks | undefined {
  const start = text.search(/<(?:\?xml|!--|!DOCTYPE|[a-zA-Z])/);
  if (start < 0 || /\S/.test(text.slice(0, start).replace(/^\uFEFF/, ''))) return undefined;
  const root = /<([a-zA-Z][\w:.-]*)([^>]*)/.exec(
    text.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, ''),
  );
  const [, name = '', attributes = ''] = root ?? [];
  if (name === 'rss') {
    if (/\bxmlns:wp\s*=/.test(attributes)) return 'wordpress';
    return { found: 'an RSS feed', advice: `${NOT_YET} ${EXPORT_ADVICE}` };
  }
  if (name === 'feed') return { found: 'an Atom feed', advice: `${NOT_YET} ${EXPORT_ADVICE}` };
  if (name.toLowerCase() === 'html' || /^<!doctype html/i.test(text.slice(start))) {
    return { found: 'a web page (HTML)', advice: EXPORT_ADVICE };
  }
  return { found: `an XML file with <${name}> at its root`, advice: EXPORT_ADVICE };
}

function otherLooks(text: string): Looks {
  if (/^\s*[[{]/.test(text)) return { found: 'JSON', advice: NOT_YET };
  if (/^(?:---|\+\+\+)\s*\n/.test(text)) {
    return {
      found: 'front matter',
      advice: 'Save it in a file that ends in .md, and import that.',
    };
  }
  return { found: 'text that is none of these', advice: EXPORT_ADVICE };
}
