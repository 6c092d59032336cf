import { declaredEncoding } from './sources/xml-encoding.js';

/** The beginning of a file, from which its kind is detected. */
export interface FileHead {
  readonly path: string;
  readonly text: string;
  /** The first element, if the file is XML with nothing else before it. */
  readonly root: { readonly name: string; readonly attributes: string } | undefined;
}

/** Decodes the beginning of a text file; `undefined` if the bytes are binary. */
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
    // The encoding is unknown; the source reports that itself.
    return new TextDecoder('latin1').decode(bytes);
  }
}

/** Some databases leave a single zero byte in a text; binary files have more than 1% of them. */
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
