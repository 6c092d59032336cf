import type { TopicLine, TopicReference } from '../../../json-lines/shape.js';
import type { TopicEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { BrokenRecord } from '../broken-record.js';
import { topicSlug } from '../topic-slug.js';
import { foldedName, isOwnId } from './identity.js';
import type { OldSite } from './old-site.js';
import { Register } from './register.js';

type TopicObject = Exclude<TopicReference, string>;

/** The topics of a file; a reference to one described on an earlier line resolves to that one. */
export class Topics {
  readonly #site: OldSite;
  readonly #described = new Register<TopicEntry>();

  constructor(site: OldSite) {
    this.#site = site;
  }

  /** Registers the topic of a line, and returns the entry. */
  describe(declared: Omit<TopicLine, 'kind'>): TopicEntry {
    const entry = this.#entryOf(declared, declared.name);
    const { description: _description, addresses: _addresses, ...named } = entry;
    this.#described.add(namesOf(declared), named);
    return withoutUndefined({ ...entry, isShown: declared.isShown });
  }

  /** The topics of an article, in its order; throws `BrokenRecord` for one without a name. */
  of(references: readonly TopicReference[]): TopicEntry[] {
    return references.map((reference, index) => {
      const declared = typeof reference === 'string' ? { name: reference } : reference;
      const known = this.#described.find(
        typeof reference === 'string' ? meantBy(reference) : namesOf(reference).slice(0, 1),
      );
      if (known !== undefined) return known;
      if (declared.name !== undefined) return this.#entryOf(declared, declared.name);
      throw new BrokenRecord(
        `expected \`topics[${index}]\` to have a name, or the id of a topic on an earlier line, found neither`,
      );
    });
  }

  #entryOf(declared: TopicObject, name: string): TopicEntry {
    const { id, taxonomy = 'TAG', slug, description, parent, addresses } = declared;
    return withoutUndefined({
      id: isOwnId(id) ? id : undefined,
      taxonomy,
      slug: slug ?? topicSlug(name),
      name,
      description,
      ...this.#parentOf(taxonomy, parent),
      addresses: addresses && this.#site.placed(addresses),
    });
  }

  #parentOf(
    taxonomy: TopicEntry['taxonomy'],
    parent: TopicObject['parent'],
  ): Pick<TopicEntry, 'parent' | 'parentId'> {
    if (parent === undefined) return {};
    const known = this.#described.find([`id ${parent}`]);
    if (known === undefined) return { parent: String(parent) };
    if (known.taxonomy !== taxonomy) {
      throw new BrokenRecord(
        `expected \`parent\` to be a ${taxonomy} like its child, found a ${known.taxonomy}`,
      );
    }
    return known.id === undefined ? { parent: known.slug } : { parentId: known.id };
  }
}

/** The keys by which a topic can be referred to, the most specific first. */
function namesOf({ id, taxonomy = 'TAG', slug, name }: TopicObject): string[] {
  return [
    ...(id === undefined ? [] : [`id ${id}`]),
    ...(slug === undefined ? [] : [`${taxonomy} slug ${slug}`]),
    ...(name === undefined ? [] : [`${taxonomy} name ${foldedName(name)}`]),
  ];
}

/** The keys for a plain text: an id first, then the name of a tag, then that of a category. */
function meantBy(text: string): string[] {
  const name = foldedName(text);
  return [`id ${text}`, `TAG name ${name}`, `CATEGORY name ${name}`];
}
