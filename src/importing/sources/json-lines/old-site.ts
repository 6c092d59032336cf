import { baseOf } from '../../../content/safe-url.js';
import { withoutEnd } from '../../../content/without-end.js';
import type { SiteLine } from '../../../json-lines/shape.js';

/** The site at which all that a file tells of has stood, once a line of the file has told it. */
export class OldSite {
  #url: URL | undefined;

  /** Takes what a line tells of the magazine. */
  read({ url }: SiteLine): void {
    this.#url = baseOf(url?.trim()) ?? this.#url;
  }

  /**
   * Addresses with the paths among them made whole; they stay paths where no site is told.
   *
   * Of a site in a folder (`https://old.example/blog`) people write paths with the folder and
   * without it: what does not begin with it may be either.
   */
  placed(addresses: readonly string[]): readonly string[] {
    const site = this.#url;
    if (site === undefined) return addresses;
    return addresses.flatMap((address) => {
      const path = pathIn(address);
      return path === undefined ? [address] : wholeAddresses(path, site);
    });
  }
}

/** The path that an address is, if it names no host, not even as `//old.example/`. */
function pathIn(address: string): string | undefined {
  const text = address.trim();
  if (text.startsWith('?')) return `/${text}`;
  return /^\/(?![/\\])/.test(text) ? text : undefined;
}

function wholeAddresses(path: string, { origin, pathname }: URL): string[] {
  const folder = withoutEnd(pathname, '/');
  const isWithFolder = folder === '' || `${path}/`.startsWith(`${folder}/`);
  return [origin + path, ...(isWithFolder ? [] : [origin + folder + path])];
}
