import { withoutEnd } from '../../../content/without-end.js';
import type { AuthorEntry, SiteEntry } from '../../../publishing/entry.js';
import { someOf, withoutUndefined } from '../../absence.js';
import { plainText } from '../plain-text.js';
import { textOf, type XmlElement } from './xml-element.js';

/** An author without a login. */
export interface Guest {
  readonly name: string;
  readonly bio?: string;
}

/** The data of the site at the beginning of an export, and its authors. */
export class WordpressSite {
  name = '';
  description = '';
  link = '';
  language = '';
  baseUrl = '';
  readonly #byLogin = new Map<string, AuthorEntry>();
  readonly #byName = new Map<string, AuthorEntry>();
  readonly #guests: ReadonlyMap<string, Guest>;

  /** `guests` are the guest authors by the slug of their term. */
  constructor(guests: ReadonlyMap<string, Guest> = new Map()) {
    this.#guests = guests;
  }

  /** Takes a child of `<channel>` about the site itself. */
  read(element: XmlElement): void {
    const text = element.text.trim();
    if (element.name === 'title') this.name ||= plainText(text);
    if (element.name === 'description') this.description ||= plainText(text);
    if (element.name === 'link') this.link ||= text;
    if (element.name === 'language') this.language ||= text;
    if (element.name === 'wp:base_blog_url') this.baseUrl ||= text;
  }

  /** The address of the site, which relative addresses refer to. */
  get address(): string {
    return this.baseUrl || this.link;
  }

  /** The prefix of identities; without the scheme, so that a move to https does not change it. */
  get identity(): string {
    return withoutEnd(this.address.replace(/^https?:\/\//i, ''), '/').toLowerCase();
  }

  /** The absolute form of an address of the site; unchanged if the export names no host. */
  placed(address: string): string {
    if (address === '' || URL.canParse(address)) return address;
    const root = `${withoutEnd(this.address, '/')}/`;
    const path = address.replace(/^\/+/, '');
    return URL.canParse(path, root) ? new URL(path, root).href : address;
  }

  /** The entry for the site. */
  entry(): SiteEntry {
    return withoutUndefined({
      name: this.name || undefined,
      description: this.description || undefined,
      url: this.link || this.baseUrl || undefined,
      language: this.language || undefined,
    });
  }

  /** Takes a `<wp:author>`, and returns its entry. */
  addAuthor(element: XmlElement): AuthorEntry {
    const login = textOf(element, 'wp:author_login');
    const both = ['wp:author_first_name', 'wp:author_last_name']
      .map((name) => textOf(element, name))
      .join(' ');
    const name = plainText(textOf(element, 'wp:author_display_name')) || plainText(both);
    const author = this.#author(login, name, textOf(element, 'wp:author_id'));
    this.#byLogin.set(login.toLowerCase(), author);
    this.#byName.set(author.name.toLowerCase(), author);
    return author;
  }

  /** The author of a post; WXR 1.0 gives a name in place of a login, and has no list of authors. */
  authorOf(creator: string): AuthorEntry {
    const name = withoutMarkup(creator);
    const key = name.toLowerCase();
    return this.#byLogin.get(key) ?? this.#byName.get(key) ?? this.#author(name, '');
  }

  /** The author in a term of a multi-author plug-in, by login or slug, and by login or name. */
  coAuthorOf(slug: string, label: string): AuthorEntry {
    const [login, other] = [slug.toLowerCase(), label.toLowerCase()];
    const known = this.#byLogin.get(login) ?? this.#byLogin.get(other) ?? this.#byName.get(other);
    if (known !== undefined) return known;
    const guest = this.#guests.get(slug);
    const author = this.#author(slug, plainText(guest?.name ?? label));
    return withoutUndefined({ ...author, bio: guest?.bio });
  }

  #author(login: string, name: string, id = ''): AuthorEntry {
    // A login can be an e-mail address, which is private.
    const shown = login.split('@')[0] ?? login;
    const slug = /^[a-z0-9._-]+$/i.test(shown)
      ? shown.toLowerCase().replaceAll('.', '-')
      : undefined;
    // The address that WordPress makes from an e-mail address still contains it.
    const isNamed = slug !== undefined && !login.includes('@');
    const paths = [isNamed ? `/author/${slug}/` : '', /^\d+$/.test(id) ? `/?author=${id}` : ''];
    const addresses = paths.filter((path) => path !== '').map((path) => this.placed(path));
    return withoutUndefined({
      identity: `wordpress:${this.identity}:${login}`,
      slug,
      name: name || shown,
      addresses: someOf(addresses),
    });
  }
}

/** WordPress does not allow these characters in a login, but real exports contain `>login`. */
function withoutMarkup(creator: string): string {
  return creator.replace(/[<>"&]/g, '').trim();
}
