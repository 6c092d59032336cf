import type { ArticleDocument, PublishedArticle } from '../article/article.document.js';
import type { AuthorDocument } from '../author/author.document.js';
import type { TopicDocument } from '../topic/topic.document.js';

/** Everything visible that was found for addresses or names. */
export interface AddressFindings {
  /** An article found only by its addresses has just the requested ones of these. */
  readonly articles: readonly PublishedArticle[];
  /** Articles that were visible earlier and are not visible any more. */
  readonly withdrawn: readonly WithdrawnArticle[];
  readonly topics: readonly TopicDocument[];
  readonly authors: readonly AuthorDocument[];
  /** Whether results may be missing, because too many documents matched. */
  readonly isCut: boolean;
}

/** The slugs and addresses of a withdrawn article, and since when it is withdrawn. */
export type WithdrawnArticle = Pick<ArticleDocument, '_id' | 'slugs' | 'addresses'> & {
  readonly withdrawnAt: Date;
};
