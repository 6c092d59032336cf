import { ownedText } from '../../../content/owned-text.js';
import type { AuthorEntry, TopicEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import type { Fields } from '../parsed-object.js';
import { textOf } from './fields.js';
import { Relation } from './relation.js';
import { type GhostInput, rowsOf, type WantedTables } from './rows.js';
import { GhostSite } from './site.js';

/** The tables needed before the posts are read, with the columns that are used. */
const TABLES: WantedTables = {
  settings: new Set(['key', 'value']),
  users: new Set(['id', 'name', 'slug', 'bio']),
  tags: new Set(['id', 'name', 'slug', 'description', 'parent_id', 'parent', 'visibility']),
  posts_tags: new Set(['post_id', 'tag_id', 'sort_order']),
  posts_authors: new Set(['post_id', 'author_id', 'sort_order']),
  posts_meta: new Set(['post_id', 'feature_image_alt', 'feature_image_caption', 'email_only']),
  // For the author in versions with one author per post, and to detect that there are posts.
  posts: new Set(['id', 'author_id']),
};

/** Everything from the export that is needed to read its posts. */
export interface GhostRegister {
  readonly site: GhostSite;
  /** Those who wrote a post, in file order. */
  readonly authors: readonly AuthorEntry[];
  /** In file order, without internal tags. */
  readonly topics: readonly TopicEntry[];
  /** The tables that occur; a file without any is not an export. */
  readonly tables: ReadonlySet<string>;
  /** The authors of a post in byline order. */
  authorsOf(post: Fields): readonly AuthorEntry[];
  /** The topics of a post in its order; the first is the primary topic. */
  topicsOf(post: Fields): readonly TopicEntry[];
  /** The `posts_meta` row of the post; empty if there is none with a value. */
  metaOf(post: Fields): Fields;
}

/**
 * Reads everything but the posts from an export, whose tables can come in any order.
 *
 * Holds a few ids per post in memory, and never a body.
 */
export async function readRegister(input: GhostInput): Promise<GhostRegister> {
  const found = new Found();
  for await (const piece of rowsOf(input, TABLES)) {
    // Broken rows are reported when the posts are read.
    if (piece.kind === 'ROW') found.take(piece.table, withOwnTexts(piece.fields));
    else if (piece.row !== undefined) found.meet(piece.row.table);
  }
  return found.register();
}

function withOwnTexts(row: Fields): Fields {
  const fields = Object.entries(row).map(([key, value]) => [
    key,
    typeof value === 'string' ? ownedText(value) : value,
  ]);
  return Object.fromEntries(fields);
}

class Found {
  readonly #site = new GhostSite();
  readonly #tables = new Set<string>();
  readonly #users = new Map<string, Fields>();
  readonly #tags = new Map<string, Fields>();
  readonly #postTags = new Relation();
  readonly #postAuthors = new Relation();
  readonly #meta = new Map<string, Fields>();
  readonly #writers = new Set<string>();

  /** Notes that a table occurs. */
  meet(table: string): void {
    this.#tables.add(table);
  }

  take(table: string, row: Fields): void {
    this.meet(table);
    if (table === 'settings') this.#site.read(row);
    if (table === 'users') this.#users.set(textOf(row, 'id'), row);
    if (table === 'tags') this.#tags.set(textOf(row, 'id'), row);
    if (table === 'posts_tags') link(this.#postTags, row, 'tag_id');
    if (table === 'posts_authors') link(this.#postAuthors, row, 'author_id');
    if (table === 'posts_meta') this.#takeMeta(row);
    if (table === 'posts') this.#writers.add(textOf(row, 'author_id'));
  }

  register(): GhostRegister {
    const authors = new Map<string, AuthorEntry>();
    for (const id of this.#postAuthors.ids()) this.#writers.add(id);
    for (const [id, user] of this.#users) {
      if (this.#writers.has(id)) authors.set(id, authorOf(user, this.#site));
    }
    const topics = new Map<string, TopicEntry>();
    for (const [id, tag] of this.#tags) {
      if (!isInternal(tag)) topics.set(id, topicOf(tag, this.#tags, this.#site));
    }
    return {
      site: this.#site,
      authors: [...authors.values()],
      topics: [...topics.values()],
      tables: this.#tables,
      authorsOf: (post) => {
        const named = this.#postAuthors.idsOf(textOf(post, 'id'));
        const ids = named.length > 0 ? named : [textOf(post, 'author_id')];
        return ids.flatMap((id) => authors.get(id) ?? []);
      },
      topicsOf: (post) =>
        this.#postTags.idsOf(textOf(post, 'id')).flatMap((id) => topics.get(id) ?? []),
      metaOf: (post) => this.#meta.get(textOf(post, 'id')) ?? {},
    };
  }

  #takeMeta(row: Fields): void {
    const { post_id, ...said } = row;
    if (Object.values(said).some(Boolean)) this.#meta.set(textOf(row, 'post_id'), said);
  }
}

function link(relation: Relation, row: Fields, key: string): void {
  const order = Number(row.sort_order ?? Number.NaN);
  relation.add(
    textOf(row, 'post_id'),
    textOf(row, key),
    Number.isInteger(order) ? order : undefined,
  );
}

/** Ghost gives its first user the id 1 on every site, so the slug is preferred to a counted id. */
function authorOf(user: Fields, site: GhostSite): AuthorEntry {
  const id = textOf(user, 'id');
  const slug = textOf(user, 'slug');
  const key = isRandom(id) ? id : slug || id;
  return withoutUndefined({
    identity: `ghost:${site.identity}:author:${key}`,
    slug: slug || undefined,
    name: textOf(user, 'name') || slug,
    bio: textOf(user, 'bio') || undefined,
    addresses: slug === '' ? undefined : [site.addressOf(`/author/${slug}/`)],
  });
}

/** Whether an id is 24 random hexadecimal digits, as Ghost creates them since version 1. */
export function isRandom(id: string): boolean {
  return /^[\da-f]{24}$/i.test(id);
}

function isInternal(tag: Fields): boolean {
  return textOf(tag, 'visibility') === 'internal' || textOf(tag, 'name').startsWith('#');
}

function topicOf(tag: Fields, tags: ReadonlyMap<string, Fields>, site: GhostSite): TopicEntry {
  const parent = tags.get(textOf(tag, 'parent_id', 'parent'));
  const slug = slugOf(tag);
  return withoutUndefined({
    taxonomy: 'TAG',
    slug,
    name: textOf(tag, 'name') || slug,
    description: textOf(tag, 'description') || undefined,
    ...(parent === undefined || parent === tag || isInternal(parent)
      ? {}
      : { parent: slugOf(parent) }),
    addresses: [site.addressOf(`/tag/${slug}/`)],
  });
}

/** Used as an identity, not yet as an address. */
function slugOf(tag: Fields): string {
  return textOf(tag, 'slug') || textOf(tag, 'name').toLowerCase().replace(/\s+/g, '-');
}
