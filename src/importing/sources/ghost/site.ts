import { withoutEnd } from '../../../content/without-end.js';
import type { SiteEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import type { Fields } from '../parsed-object.js';
import { textOf } from './fields.js';

/** What an export says of the magazine, from its table of settings. */
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

  /** Versions 5, 4 and 0 to 3 had three names for it. */
  get language(): string {
    return this.#first('locale', 'lang', 'default_locale');
  }

  /** Without a slash at its end; empty where the export does not tell, as Ghost's own never do. */
  get address(): string {
    const address = withoutEnd(this.#first('url', 'site_url'), '/');
    return /^https?:\/\//i.test(address) && URL.canParse(address) ? address : '';
  }

  /** What identities are made with; a site that has moved to https is still the same. */
  get identity(): string {
    return this.address.replace(/^https?:\/\//i, '').toLowerCase();
  }

  /** A path of the site as its whole address; a path still where the export tells no host. */
  addressOf(path: string): string {
    return URL.canParse(this.address) ? new URL(this.address + path).href : encodeURI(path);
  }

  /** What the magazine is told of the site. */
  entry(): SiteEntry {
    return withoutUndefined({
      name: this.name || undefined,
      description: this.#first('description') || undefined,
      url: this.address || undefined,
      language: this.language || undefined,
    });
  }

  /** A text with the addresses of the site in it, which Ghost's exports write without its host. */
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
