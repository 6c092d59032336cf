import { realpath } from 'node:fs/promises';
import { posix, resolve, sep } from 'node:path';
import { imageSizeFromFile } from 'image-size/fromFile';
import { percentDecoded } from '../../../content/percent-decoded.js';

/** Folders whose files generators publish at the root of the site. */
const ROOTS = ['', 'static', 'public'];

/** An image of an article: its address on the site, and its size if the file exists. */
export interface FoundPicture {
  readonly url: string;
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

/**
 * Finds the image file that an article refers to.
 *
 * A name that begins with `/` is relative to the site, any other to the article. Files outside of
 * the folder are never opened, neither through `..` nor through a symbolic link.
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
  // Outside of the folder nothing is opened; the address is the best guess.
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
      // EXIF orientations from 5 on are rotated by 90 degrees.
      return orientation >= 5 ? { width: height, height: width } : { width, height };
    } catch {
      // The file is missing or not an image: it may exist on the old site only.
    }
  }
  return undefined;
}

function splitSuffix(name: string): readonly string[] {
  const at = name.search(/[?#]/);
  return at < 0 ? [name] : [name.slice(0, at), name.slice(at)];
}
