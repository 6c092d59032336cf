import { momentOf } from '../../../json-lines/moment.js';
import type { AuthorReference } from '../../../json-lines/shape.js';
import type { AuthorEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { BrokenRecord } from '../broken-record.js';
import { foldedName, type Identities, isOwnId } from './identity.js';
import type { OldSite } from './old-site.js';
import { Register } from './register.js';

type AuthorObject = Exclude<AuthorReference, string>;

/** The authors of a file; a reference to one described on an earlier line resolves to that one. */
export class Authors {
  readonly #identities: Identities;
  readonly #site: OldSite;
  readonly #described = new Register<AuthorEntry>();

  constructor(identities: Identities, site: OldSite) {
    this.#identities = identities;
    this.#site = site;
  }

  /** Registers the author of a line, and returns the entry. */
  describe(declared: AuthorObject & { readonly name: string }): AuthorEntry {
    const entry = this.#entryOf(declared, declared.name);
    const { bio: _bio, addresses: _addresses, shownFrom: _shownFrom, ...named } = entry;
    this.#described.add(namesOf(declared), named);
    return entry;
  }

  /** The authors of an article, in byline order; throws `BrokenRecord` for one without a name. */
  of(references: readonly AuthorReference[]): AuthorEntry[] {
    return references.map((reference, index) => {
      const isText = typeof reference === 'string';
      const declared = isText ? { name: reference } : reference;
      const names = isText
        ? namesOf({ id: reference, name: reference })
        : namesOf(declared).slice(0, 1);
      const known = this.#described.find(names);
      if (known !== undefined) return known;
      if (declared.name !== undefined) return this.#entryOf(declared, declared.name);
      throw new BrokenRecord(
        `expected \`authors[${index}]\` to have a name, or the id of an author on an earlier line, found neither`,
      );
    });
  }

  #entryOf(declared: AuthorObject, name: string): AuthorEntry {
    const { id, slug, bio, addresses, shownFrom } = declared;
    const key = id ?? (slug === undefined ? foldedName(name) : `slug:${slug}`);
    return withoutUndefined({
      id: isOwnId(id) ? id : undefined,
      identity: this.#identities.of(`author:${key}`),
      slug,
      name,
      bio,
      addresses: addresses && this.#site.placed(addresses),
      shownFrom: shownFrom === undefined ? undefined : momentOf(shownFrom),
    });
  }
}

/** The keys by which an author can be referred to, the most specific first. */
function namesOf({ id, slug, name }: AuthorObject): string[] {
  return [
    ...(id === undefined ? [] : [`id ${id}`]),
    ...(slug === undefined ? [] : [`slug ${slug}`]),
    ...(name === undefined ? [] : [`name ${foldedName(name)}`]),
  ];
}
