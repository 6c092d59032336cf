import type { AddressDocument } from '../address/address.document.js';

/**
 * The states of an article; only a published one, and a scheduled one whose moment has come, can be
 * read.
 */
export const ARTICLE_STATUSES = ['DRAFT', 'SCHEDULED', 'PUBLISHED', 'ARCHIVED'] as const;

/** One of `ARTICLE_STATUSES`. */
export type ArticleStatus = (typeof ARTICLE_STATUSES)[number];

/** A picture; sizes are pixels, known or left out. */
export interface ImageDocument {
  /** Absolute, or beginning with `/` for a file below the magazine's own address. */
  readonly url: string;
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
  readonly width?: number;
  readonly height?: number;
}

/**
 * Where an article came from: the publication, the address there, and the source's own identifier.
 */
export interface SourceDocument {
  readonly name?: string;
  readonly url?: string;
  readonly guid?: string;
}

/** One article related to another, best first, with the reasons. */
export interface RelatedDocument {
  readonly articleId: string;
  /** Between 0 and 1; comparable within one list only. */
  readonly score: number;
  readonly sharedTopicIds: readonly string[];
  readonly sharedTerms: readonly string[];
}

/**
 * The card of an article, stored in `articles`: all that lists, links and relations need, no body.
 *
 * It is written last, after the body it points at, so no reader sees half an article.
 */
export interface ArticleDocument {
  /** Made from the source's identity, so that two imports at once cannot make two of it. */
  readonly _id: string;
  /** Unique over all articles; the current one first, earlier ones go on resolving. */
  readonly slugs: readonly string[];
  /** Where it stood at its source; all go on leading to it. */
  readonly addresses?: readonly AddressDocument[];
  readonly title: string;
  readonly standfirst?: string;
  readonly excerpt: string;
  /** BCP 47. */
  readonly language: string;
  readonly status: ArticleStatus;
  /** Behind a password or private at its source: kept, in no list, shown to no reader. */
  readonly isProtected?: boolean;
  /** In byline order. */
  readonly authorIds: readonly string[];
  /** As the source gave them; the first is the primary topic. */
  readonly topicIds: readonly string[];
  /** `topicIds` and all their ancestors. */
  readonly topicPathIds: readonly string[];
  readonly source?: SourceDocument;
  readonly image?: ImageDocument;
  readonly wordCount: number;
  /** Unrounded. */
  readonly readingSeconds: number;
  /** Best first. */
  readonly related: readonly RelatedDocument[];
  /** Comments that can be read, replies included. */
  readonly commentCount: number;
  /** Absent only for a draft that never had one. */
  readonly publishedAt?: Date;
  readonly updatedAt: Date;
  /** Since when readers have missed what they could read before; absent while it can be read. */
  readonly withdrawnAt?: Date;
  /** Rises with every change of what a reader sees, and only then. */
  readonly revision: number;
  /** The keys of all lists it stands in (`article.lists.ts`); empty if no reader may see it. */
  readonly lists: readonly number[];
  /** Hash of the entry it was made from: an unchanged entry is not processed again. */
  readonly entryHash: string;
  /** Hash of what a reader sees but `updatedAt`; the revision rises with it, it names the body. */
  readonly readerHash: string;
}

/** A card that a reader may see: it has a date. */
export type PublishedArticle = ArticleDocument & { readonly publishedAt: Date };

/** A link found in a body. */
export interface LinkDocument {
  readonly url: string;
  readonly text: string;
}

/** The body of one revision of an article, stored in `bodies`. */
export interface BodyDocument {
  /** From the card that points at it (`body.store.ts`). */
  readonly _id: string;
  readonly articleId: string;
  readonly revision: number;
  /** Sanitised. */
  readonly html: string;
  /** Paragraphs parted by an empty line. */
  readonly text: string;
  readonly links: readonly LinkDocument[];
}
