import type { Limits } from './config.js';
import type { ReadContext } from './database/read-context.js';
import type { ReferenceCache } from './database/reference-cache.js';
import type { AuthorDocument } from './editorial/author/author.document.js';
import type { TopicDocument } from './editorial/topic/topic.document.js';
import type { Stores } from './stores.js';

/** Caches, shared by all requests, of documents that change rarely. */
export interface References {
  readonly topics: ReferenceCache<TopicDocument>;
  readonly authors: ReferenceCache<AuthorDocument>;
}

/** The GraphQL context: everything that a resolver can use. One is created per request. */
export interface Context {
  /**
   * The read context of this request: who reads, as of which moment, and the signal that cancels.
   */
  readonly readContext: ReadContext;
  readonly stores: Stores;
  readonly references: References;
  /** Prefix of absolute article and image URLs, without a slash at the end. */
  readonly siteUrl: string;
  readonly limits: Pick<Limits, 'depth' | 'complexity' | 'pageSize'>;
}
