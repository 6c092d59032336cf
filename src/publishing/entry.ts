import type { ArticleStatus } from '../editorial/article/article.document.js';
import type { Taxonomy } from '../editorial/topic/topic.document.js';
import type { CommentStatus } from '../readers/comment/comment.document.js';
import type { ShareChannel } from '../readers/share/share.document.js';

/**
 * A record that a source passes to the pipeline, one at a time, in the order of the source.
 *
 * A source yields `SITE`, `AUTHOR` and `TOPIC` records as it reads them. An article may refer to
 * authors and topics that have no record of their own; it contains enough data to create them.
 * `SKIPPED` is an item that is not an article (a page, a menu entry). `FAILED` is an article that
 * could not be read.
 */
export type SourceRecord =
  | ({ readonly kind: 'SITE' } & SiteEntry)
  | ({ readonly kind: 'AUTHOR' } & AuthorEntry)
  | ({ readonly kind: 'TOPIC' } & TopicEntry)
  | ({ readonly kind: 'ARTICLE' } & ArticleEntry)
  | {
      readonly kind: 'SKIPPED';
      readonly place: string;
      readonly title?: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'FAILED';
      readonly place: string;
      readonly title?: string;
      readonly reason: string;
    };

/** What a source says about the magazine itself. */
export interface SiteEntry {
  readonly name?: string;
  readonly description?: string;
  /** Absolute URL of the original site. */
  readonly url?: string;
  /** BCP 47 language tag. */
  readonly language?: string;
  /**
   * Whether the source is a feed. A magazine may import many feeds, so a feed sets the name only if
   * the magazine has none, or if the site at `url` has set it before.
   */
  readonly isFeed?: boolean;
  /**
   * Only in an export of this gateway: the publication date of the first article whose lists and
   * related posts were not yet updated when the export was made.
   */
  readonly unsettledFrom?: Date;
}

/**
 * An author as described by a source. `identity` is stable within the source
 * (`wordpress:<site>:<login>`).
 */
export interface AuthorEntry {
  /** The stored id, only in an export of this gateway. Derived from `identity` if absent. */
  readonly id?: string;
  readonly identity: string;
  /** The slug that the source asks for; derived from the name if absent. */
  readonly slug?: string;
  readonly name: string;
  readonly bio?: string;
  /** Addresses of the author's page at the source: absolute URLs, or paths of its site. */
  readonly addresses?: readonly string[];
  /** Only in an export of this gateway: the moment from which readers see the author. */
  readonly shownFrom?: Date;
}

/**
 * A topic. Taxonomy and slug identify it, so a category and a tag of the same name are two topics.
 */
export interface TopicEntry {
  /** The stored id, only in an export of this gateway. Derived from taxonomy and slug if absent. */
  readonly id?: string;
  readonly taxonomy: Taxonomy;
  readonly slug: string;
  readonly name: string;
  readonly description?: string;
  /** The parent's slug in the same taxonomy. The parent may be described later, or not at all. */
  readonly parent?: string;
  /** The parent's id, instead of its slug, in an export of this gateway. */
  readonly parentId?: string;
  /** Addresses of the topic's page at the source: absolute URLs, or paths of its site. */
  readonly addresses?: readonly string[];
  /**
   * If false, the description alone does not make the topic visible: readers see it from its first
   * published article on.
   */
  readonly isShown?: boolean;
}

/** A picture; width and height are in pixels. */
export interface ImageEntry {
  /** Absolute URL, or a path that begins with `/` for a file of the magazine's own site. */
  readonly url: string;
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
  readonly width?: number;
  readonly height?: number;
}

/** A reader's comment as stored by the source. */
export interface CommentEntry {
  /** The stored id, only in an export of this gateway. Derived from `identity` if absent. */
  readonly id?: string;
  /** Stable within the article (`wordpress:<comment id>`, or a path of indexes). */
  readonly identity: string;
  readonly parentIdentity?: string;
  readonly authorName: string;
  /** Plain text, or HTML if `isHtml` is true; stored as plain text. */
  readonly body: string;
  readonly isHtml?: boolean;
  readonly status: CommentStatus;
  readonly createdAt: Date;
}

/** An article that an entry names as related, by its stored id or by its identity at the source. */
export interface RelatedEntry {
  readonly id?: string;
  readonly identity?: string;
  /**
   * With a score, the relation was computed by a gateway, and is replaced when it is computed
   * again. Without a score, it is an editor's choice and is always listed first.
   */
  readonly score?: number;
  readonly sharedTopicIds?: readonly string[];
  readonly sharedTerms?: readonly string[];
}

/** One article as read from a source, before it is sanitised and analysed. */
export interface ArticleEntry {
  /** The stored id, only in an export of this gateway. Derived from `identity` if absent. */
  readonly id?: string;
  /**
   * Stable over all imports and unique over all sources (`wordpress:<site>:<post id>`,
   * `markdown:<path>`).
   */
  readonly identity: string;
  /**
   * The identity that the source may have used in an earlier import. If an article with that
   * identity is stored, with the same source URL and the same title, it is this article.
   */
  readonly formerIdentity?: string;
  /** Position in the source, for messages to people (`line 120`, `articles/tides.md`). */
  readonly place: string;
  /** May be empty: the pipeline then makes a title from the beginning of the text. */
  readonly title: string;
  /** The slug that the source asks for; derived from the title if absent. */
  readonly slug?: string;
  /** Earlier slugs, which continue to resolve to the article. */
  readonly oldSlugs?: readonly string[];
  /**
   * Addresses of the article at the source: absolute URLs, or paths of its site with their query
   * string. All of them continue to resolve to the article.
   */
  readonly addresses?: readonly string[];
  readonly standfirst?: string;
  /** The source's own excerpt, plain text or HTML. */
  readonly excerpt?: string;
  /**
   * The part of `html` before an editor's "read more" mark: the excerpt is made of it if the source
   * has none.
   */
  readonly teaser?: string;
  /** Untrusted HTML. */
  readonly html: string;
  /** Base URL for relative links in `html`. If absent, they stay relative. */
  readonly baseUrl?: string;
  /** BCP 47 language tag; detected from the text if absent. */
  readonly language?: string;
  readonly status: ArticleStatus;
  /** Private or password-protected at the source: stored, but never shown to readers. */
  readonly isProtected?: boolean;
  /**
   * Deleted at the source (moved to its trash): a stored article is withdrawn, an unknown one is
   * skipped.
   */
  readonly isTrashed?: boolean;
  /** Absent only for a draft without a date. */
  readonly publishedAt?: Date;
  /**
   * Whether the source has no date and `publishedAt` is the importer's guess. An article that is
   * already stored keeps its date, so that importing it again changes nothing.
   */
  readonly isDateAssumed?: boolean;
  readonly updatedAt?: Date;
  /** In byline order. */
  readonly authors: readonly AuthorEntry[];
  /** In the source's order; the first is the primary topic. */
  readonly topics: readonly TopicEntry[];
  readonly source?: { readonly name?: string; readonly url?: string; readonly guid?: string };
  readonly image?: ImageEntry;
  readonly comments?: readonly CommentEntry[];
  /** Most related first. */
  readonly relatedPosts?: readonly RelatedEntry[];
  /** Only in an export of this gateway: whether `relatedPosts` is complete, even if it is empty. */
  readonly isRelated?: boolean;
  /** Only in an export of this gateway: the revision of the card. */
  readonly revision?: number;
  /** When the article was withdrawn, if the source knows. */
  readonly withdrawnAt?: Date;
  readonly shares?: Readonly<Partial<Record<ShareChannel, number>>>;
}
