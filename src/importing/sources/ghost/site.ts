import { withoutEnd } from '../../../content/without-end.js';
import type { SiteEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import type { Fields } from '../parsed-object.js';
import { textOf } from './fields.js';

/** The data of the site, from the `settings` table of an export. */
export class GhostSite {
  readonly #settings = new Map<string, string>();

  /** Takes a row of `settings`. */
  read(row: Fields): void {
    const key = textOf(row, 'key');
    if (SETTINGS.has(key)) this.#settings.set(key, textOf(row, 'value'));
  }

  get name(): string {
    return this.#first('title');
  }

  /** The setting was renamed twice: version 5, version 4, versions 0 to 3. */
  get language(): string {
    return this.#first('locale', 'lang', 'default_locale');
  }

  /** Without a trailing slash; '' if the export has none, which is the case for Ghost's own. */
  get address(): string {
    const address = withoutEnd(this.#first('url', 'site_url'), '/');
    return /^https?:\/\//i.test(address) && URL.canParse(address) ? address : '';
  }

  /** The prefix of identities; without the scheme, so that a move to https does not change it. */
  get identity(): string {
    return this.address.replace(/^https?:\/\//i, '').toLowerCase();
  }

  /** The absolute address of a path; the path itself if the export names no host. */
  addressOf(path: string): string {
    return URL.canParse(this.address) ? new URL(this.address + path).href : encodeURI(path);
  }

  /** The entry for the site. */
  entry(): SiteEntry {
    return withoutUndefined({
      name: this.name || undefined,
      description: this.#first('description') || undefined,
      url: this.address || undefined,
      language: this.language || undefined,
    });
  }

  /** The text with the address of the site in place of the placeholder in Ghost's exports. */
  placed(text: string): string {
    const root = this.address;
    return text.replace(
      /__GHOST_URL__(\/?)/g,
      (_, slash: string) => root + (slash || (root ? '' : '/')),
    );
  }

  #first(...keys: readonly string[]): string {
    const key = keys.find((one) => (this.#settings.get(one) ?? '') !== '');
    return key === undefined ? '' : (this.#settings.get(key) ?? '');
  }
}

const SETTINGS = new Set([
  'title',
  'description',
  'url',
  'site_url',
  'locale',
  'lang',
  'default_locale',
]);
