import { declaredEncoding } from './sources/xml-encoding.js';

/** The beginning of a file, as those see it who tell what it is. */
export interface FileHead {
  readonly path: string;
  readonly text: string;
  /** The first element, if it is XML and nothing but XML. */
  readonly root: { readonly name: string; readonly attributes: string } | undefined;
}

/** The beginning of a text file; `undefined` for bytes that no text has. */
export function fileHead(bytes: Uint8Array, path: string): FileHead | undefined {
  const text = textOf(bytes);
  return text === undefined ? undefined : { path, text, root: rootOf(text) };
}

function textOf(bytes: Uint8Array): string | undefined {
  const encoding = declaredEncoding(bytes);
  try {
    const text = new TextDecoder(encoding).decode(bytes, { stream: true });
    return isBinary(text) ? undefined : text;
  } catch {
    // An encoding that nobody knows: the source itself tells about that.
    return new TextDecoder('latin1').decode(bytes);
  }
}

/** A stray zero is a control character that some database kept; binary files are full of them. */
function isBinary(text: string): boolean {
  return (text.match(/\0/g)?.length ?? 0) * 100 > text.length;
}

function rootOf(text: string): FileHead['root'] {
  const start = text.search(/<(?:\?xml|!--|!doctype|[a-z])/i);
  if (start < 0 || /\S/.test(text.slice(0, start).replace(/^\uFEFF/, ''))) return undefined;
  const [, name = '', attributes = ''] =
    /<([a-zA-Z][\w:.-]*)([^>]*)/.exec(text.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '')) ?? [];
  return { name, attributes };
}
