import type { ArticleDocument, PublishedArticle } from '../article/article.document.js';
import type { AuthorDocument } from '../author/author.document.js';
import type { TopicDocument } from '../topic/topic.document.js';

/** What was found at addresses or under names; what may not be seen is not among it. */
export interface AddressFindings {
  /** Of one that was found by an address alone, only the addresses that were asked for are here. */
  readonly articles: readonly PublishedArticle[];
  /** What could be read once, and cannot any more. */
  readonly withdrawn: readonly WithdrawnArticle[];
  readonly topics: readonly TopicDocument[];
  readonly authors: readonly AuthorDocument[];
  /** Whether there may be more: of what very many have, not all is read. */
  readonly isCut: boolean;
}

/** Of a withdrawn article, where it stood and since when it does not. */
export type WithdrawnArticle = Pick<ArticleDocument, '_id' | 'slugs' | 'addresses'> & {
  readonly withdrawnAt: Date;
};
