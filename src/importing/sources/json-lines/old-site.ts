import { baseOf } from '../../../content/safe-url.js';
import { withoutEnd } from '../../../content/without-end.js';
import type { SiteLine } from '../../../json-lines/shape.js';

/** The old site that the paths in a file belong to, once a `site` line has given its address. */
export class OldSite {
  #url: URL | undefined;

  /** Takes the address from a `site` line. */
  read({ url }: SiteLine): void {
    this.#url = baseOf(url?.trim()) ?? this.#url;
  }

  /**
   * Makes the paths among the addresses absolute; they stay paths if the site is unknown.
   *
   * If the site is in a folder (`https://old.example/blog`), people write paths with or without the
   * folder, so a path that does not begin with it yields both addresses.
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

/** The path, if the address has no host, not even as `//old.example/`. */
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
