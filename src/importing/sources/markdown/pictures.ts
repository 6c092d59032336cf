import { realpath } from 'node:fs/promises';
import { posix, resolve, sep } from 'node:path';
import { imageSizeFromFile } from 'image-size/fromFile';
import { percentDecoded } from '../../../content/percent-decoded.js';

/** Folders of the usual generators whose content stands at the site's root. */
const ROOTS = ['', 'static', 'public'];

/** A picture as an article names it, with its address on the site and its size if it is at hand. */
export interface FoundPicture {
  readonly url: string;
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

/**
 * Finds a picture that an article of the folder shows.
 *
 * A name that begins with `/` is one of the site, any other is relative to the article. Nothing
 * outside of the folder is opened, neither by `..` nor by a link.
 */
export async function findPicture(
  root: string,
  articlePath: string,
  name: string,
): Promise<FoundPicture> {
  if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(name)) return { url: name, size: undefined };
  const [path = '', rest = ''] = splitSuffix(name);
  const inFolder = path.startsWith('/')
    ? posix.normalize(path).slice(1)
    : posix.normalize(posix.join(posix.dirname(articlePath), path));
  // Above the folder there is nothing that may be opened; the address is the best guess.
  const above = /^(?:\.\.(?:\/|$))+/.exec(inFolder)?.[0];
  if (above !== undefined)
    return { url: `/${inFolder.slice(above.length)}${rest}`, size: undefined };
  const url = `/${inFolder.replace(/^(?:static|public)\//, '')}${rest}`;
  return { url, size: await sizeOf(root, percentDecoded(inFolder)) };
}

async function sizeOf(root: string, path: string): Promise<FoundPicture['size']> {
  const top = await realpath(root);
  for (const folder of ROOTS) {
    try {
      const file = await realpath(resolve(root, folder, path));
      if (!file.startsWith(top + sep)) continue;
      const { width, height, orientation = 1 } = await imageSizeFromFile(file);
      // From 5 on, the camera lay on its side.
      return orientation >= 5 ? { width: height, height: width } : { width, height };
    } catch {
      // Not there, or no picture: an article may name what only its old site has.
    }
  }
  return undefined;
}

function splitSuffix(name: string): readonly string[] {
  const at = name.search(/[?#]/);
  return at < 0 ? [name] : [name.slice(0, at), name.slice(at)];
}
