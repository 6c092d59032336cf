import type { AddressDocument } from '../address/address.document.js';

/**
 * The states of an article. Readers only see a published article, or a scheduled one after its
 * publication time.
 */
export const ARTICLE_STATUSES = ['DRAFT', 'SCHEDULED', 'PUBLISHED', 'ARCHIVED'] as const;

/** One of `ARTICLE_STATUSES`. */
export type ArticleStatus = (typeof ARTICLE_STATUSES)[number];

/** A picture. Width and height are in pixels, absent if unknown. */
export interface ImageDocument {
  /** Absolute, or a path that begins with `/` for a file on the magazine's own site. */
  readonly url: string;
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
  readonly width?: number;
  readonly height?: number;
}

/**
 * The publication an article came from, its address there, and the identifier that the source gave
 * it.
 */
export interface SourceDocument {
  readonly name?: string;
  readonly url?: string;
  readonly guid?: string;
}

/** An article that is related to another one, with the reasons. Stored best first. */
export interface RelatedDocument {
  readonly articleId: string;
  /** Between 0 and 1. Comparable only within the list of one article. */
  readonly score: number;
  readonly sharedTopicIds: readonly string[];
  readonly sharedTerms: readonly string[];
}

/**
 * The card of an article, stored in `articles`: everything that lists, links and relations need,
 * without the body.
 *
 * It is written after the body that it refers to, so readers never see an article without its body.
 */
export interface ArticleDocument {
  /**
   * Derived from the source's identity, so that two simultaneous imports cannot create it twice.
   */
  readonly _id: string;
  /** Unique among all articles. The first is the current slug; earlier ones stay valid. */
  readonly slugs: readonly string[];
  /** The addresses of the article at its sources; all of them continue to resolve to it. */
  readonly addresses?: readonly AddressDocument[];
  readonly title: string;
  readonly standfirst?: string;
  readonly excerpt: string;
  /** A BCP 47 tag. */
  readonly language: string;
  readonly status: ArticleStatus;
  /**
   * Password-protected or private at its source: it is stored but in no list, and never visible.
   */
  readonly isProtected?: boolean;
  /** In the order of the byline. */
  readonly authorIds: readonly string[];
  /** In the order of the source; the first is the primary topic. */
  readonly topicIds: readonly string[];
  /** `topicIds` and the ids of all their ancestors. */
  readonly topicPathIds: readonly string[];
  readonly source?: SourceDocument;
  readonly image?: ImageDocument;
  readonly wordCount: number;
  /** Not rounded. */
  readonly readingSeconds: number;
  /** By score, highest first. */
  readonly related: readonly RelatedDocument[];
  /** The number of visible comments, including replies. */
  readonly commentCount: number;
  /** Absent only for a draft that never had a date. */
  readonly publishedAt?: Date;
  readonly updatedAt: Date;
  /**
   * Since when readers can no longer see an article that was visible; absent while it is visible.
   */
  readonly withdrawnAt?: Date;
  /** Increases with every change that readers can see, and only then. */
  readonly revision: number;
  /** The keys of all lists that contain it (`article.lists.ts`); empty if readers never see it. */
  readonly lists: readonly number[];
  /** Hash of its entry: an unchanged entry is not processed again. */
  readonly entryHash: string;
  /**
   * Hash of what readers see except `updatedAt`. When it changes, the revision increases; it is
   * part of the body's id.
   */
  readonly readerHash: string;
}

/** A card that readers may see: it has a publication date. */
export type PublishedArticle = ArticleDocument & { readonly publishedAt: Date };

/** A link in the text of an article. */
export interface LinkDocument {
  readonly url: string;
  readonly text: string;
}

/** The full text of one revision of an article, stored in `bodies`. */
export interface BodyDocument {
  /** Derived from the card that refers to it (`bodyId` in `body.store.ts`). */
  readonly _id: string;
  readonly articleId: string;
  readonly revision: number;
  /** Sanitised HTML. */
  readonly html: string;
  /** Plain text; an empty line separates paragraphs. */
  readonly text: string;
  readonly links: readonly LinkDocument[];
}
