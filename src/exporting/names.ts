import type { ReadContext } from '../database/read-context.js';
import { withRetry } from '../database/with-retry.js';
import type { ArticleDocument } from '../editorial/article/article.document.js';
import type { AuthorDocument } from '../editorial/author/author.document.js';
import type { TopicDocument } from '../editorial/topic/topic.document.js';
import type {
  AuthorLine,
  AuthorReference,
  TopicLine,
  TopicReference,
} from '../json-lines/shape.js';
import type { Stores } from '../stores.js';
import { authorLine, type References, topicLine } from './lines.js';
import { inStretches } from './walk.js';

/**
 * The authors and topics of an export, each on a line before the articles that refer to it.
 *
 * Those that are created during the export are described in full in the articles that refer to
 * them. Memory holds only the ids of those that have a line.
 */
export class ExportedNames {
  readonly #stores: Stores;
  readonly #readContext: ReadContext;
  readonly #written = new Set<string>();

  constructor(stores: Stores, readContext: ReadContext) {
    this.#stores = stores;
    this.#readContext = readContext;
  }

  /** The lines of all authors, then of all topics, parents before their children. */
  async *lines(): AsyncGenerator<AuthorLine | TopicLine> {
    const { author } = this.#stores;
    const next = (id: string, limit: number) => author.findAfter(this.#readContext, id, limit);
    for await (const authors of inStretches(next)) {
      for (const each of authors) yield authorLine(this.#noted(each), this.#readContext.asOf);
    }
    // One level of the tree per pass: sorting all topics would need memory for all of them.
    for (let depth = 0, deepest = 0; depth <= deepest; depth += 1) {
      for await (const topics of this.#topics()) {
        deepest = Math.max(deepest, ...topics.map(depthOf));
        yield* this.#topicLines(topics.filter((topic) => depthOf(topic) === depth));
      }
    }
  }

  /** How these articles refer to their authors and topics; missing ones are left out. */
  async of(cards: readonly ArticleDocument[]): Promise<References> {
    const authorIds = cards.flatMap((card) => card.authorIds);
    const topicIds = cards.flatMap((card) => card.topicIds);
    const [authors, topics] = await Promise.all([
      this.#unwrittenAuthors(authorIds),
      this.#unwrittenTopics(topicIds),
    ]);
    const parents = await this.#unwrittenTopics(topics.flatMap(({ parentId }) => parentId ?? []));
    const slugOf = new Map(parents.map(({ _id, slug }) => [_id, slug]));
    return {
      authors: new Map<string, AuthorReference>([
        ...this.#known(authorIds),
        ...authors.map((author) => authorReference(author, this.#readContext.asOf)),
      ]),
      topics: new Map<string, TopicReference>([
        ...this.#known(topicIds),
        ...topics.map((topic) => topicReference(topic, slugOf, this.#readContext.asOf)),
      ]),
    };
  }

  #topics(): AsyncGenerator<readonly TopicDocument[]> {
    const { topic } = this.#stores;
    return inStretches((id, limit) => topic.findAfter(this.#readContext, id, limit));
  }

  /** The topics that have no line yet, after those ancestors that were added or moved meanwhile. */
  async *#topicLines(topics: readonly TopicDocument[]): AsyncGenerator<TopicLine> {
    const declared = topics.filter(({ _id }) => !this.#written.has(_id));
    const above = await this.#unwrittenTopics(declared.flatMap(({ ancestorIds }) => ancestorIds));
    for (const topic of [...above.sort(byDepth), ...declared]) {
      yield topicLine(this.#noted(topic), this.#readContext.asOf);
    }
  }

  async #unwrittenAuthors(ids: readonly string[]): Promise<AuthorDocument[]> {
    const missing = this.#unwritten(ids);
    if (missing.length === 0) return [];
    return withRetry(() => this.#stores.author.findByIds(this.#readContext, missing));
  }

  async #unwrittenTopics(ids: readonly string[]): Promise<TopicDocument[]> {
    const missing = this.#unwritten(ids);
    if (missing.length === 0) return [];
    return withRetry(() => this.#stores.topic.findByIds(this.#readContext, missing));
  }

  #unwritten(ids: readonly string[]): string[] {
    return [...new Set(ids)].filter((id) => !this.#written.has(id));
  }

  #known(ids: readonly string[]): (readonly [string, { readonly id: string }])[] {
    return ids.filter((id) => this.#written.has(id)).map((id) => [id, { id }]);
  }

  #noted<T extends { readonly _id: string }>(named: T): T {
    this.#written.add(named._id);
    return named;
  }
}

function authorReference(author: AuthorDocument, asOf: Date): readonly [string, AuthorReference] {
  const { kind: _, ...declared } = authorLine(author, asOf);
  return [author._id, declared];
}

/** A topic reference in full; a parent without a line is named by its slug. */
function topicReference(
  topic: TopicDocument,
  slugOf: ReadonlyMap<string, string>,
  asOf: Date,
): readonly [string, TopicReference] {
  const { kind: _, isShown: _shown, parent, ...declared } = topicLine(topic, asOf);
  if (parent === undefined) return [topic._id, declared];
  return [topic._id, { ...declared, parent: slugOf.get(String(parent)) ?? parent }];
}

function depthOf({ ancestorIds }: TopicDocument): number {
  return ancestorIds.length;
}

function byDepth(one: TopicDocument, other: TopicDocument): number {
  return depthOf(one) - depthOf(other);
}
