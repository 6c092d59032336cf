import type { Limits } from './config.js';
import type { Reading } from './database/reading.js';
import type { ReferenceCache } from './database/reference-cache.js';
import type { AuthorDocument } from './editorial/author/author.document.js';
import type { TopicDocument } from './editorial/topic/topic.document.js';
import type { Stores } from './stores.js';

/** Slow-changing documents kept across requests. */
export interface References {
  readonly topics: ReferenceCache<TopicDocument>;
  readonly authors: ReferenceCache<AuthorDocument>;
}

/** What a resolver may reach; made once per request. */
export interface Context {
  /** By whom, as of when and until when everything in this request is read. */
  readonly reading: Reading;
  readonly stores: Stores;
  readonly references: References;
  /** What absolute article and picture addresses begin with, without a slash at the end. */
  readonly siteUrl: string;
  readonly limits: Pick<Limits, 'depth' | 'complexity' | 'pageSize'>;
}
