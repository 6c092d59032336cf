import type { ArticleDocument, PublishedArticle } from '../article/article.document.js';
import type { AuthorDocument } from '../author/author.document.js';
import type { TopicDocument } from '../topic/topic.document.js';

/** What was found at addresses or under names; what may not be seen is not among it. */
export interface AddressFindings {
  /** By name. */
  readonly articles: readonly PublishedArticle[];
  /** By an address of its source. */
  readonly moved: readonly MovedArticle[];
  /** What could be read once, and cannot any more. */
  readonly withdrawn: readonly WithdrawnArticle[];
  readonly topics: readonly TopicDocument[];
  readonly authors: readonly AuthorDocument[];
}

/** Of an article that stood elsewhere once, where, and what it is called now. */
export type MovedArticle = Pick<ArticleDocument, '_id' | 'slugs' | 'addresses'>;

/** Of a withdrawn article, where it stood and since when it does not. */
export type WithdrawnArticle = Pick<ArticleDocument, '_id' | 'slugs' | 'addresses'> & {
  readonly withdrawnAt: Date;
};
