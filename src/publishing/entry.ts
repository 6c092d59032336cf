import type { ArticleStatus } from '../editorial/article/article.document.js';
import type { Taxonomy } from '../editorial/topic/topic.document.js';
import type { CommentStatus } from '../readers/comment/comment.document.js';
import type { ShareChannel } from '../readers/share/share.document.js';

/**
 * What a source hands to the pipeline, one record at a time, in the order in which it stands there.
 *
 * A source yields `SITE`, `AUTHOR` and `TOPIC` records as it meets them; an article may name
 * authors and topics that were never described, and brings enough to make them. `SKIPPED` is
 * something that is no article of ours (a page, a menu entry), `FAILED` an article that could not
 * be understood.
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

/** What a source says of the magazine itself. */
export interface SiteEntry {
  readonly name?: string;
  readonly description?: string;
  /** Absolute address of the old site. */
  readonly url?: string;
  /** BCP 47. */
  readonly language?: string;
  /**
   * It is a feed, of which a magazine may take many: it names the magazine only while nobody does,
   * and anew where the site at `url` has named it.
   */
  readonly isFeed?: boolean;
  /** In an export of this gateway: the moment of the first article that its clock has not met. */
  readonly unsettledFrom?: Date;
}

/**
 * An author as a source knows them; `identity` is stable for the source
 * (`wordpress:<site>:<login>`).
 */
export interface AuthorEntry {
  /** Taken as it is: it comes from an export of this gateway. Made from `identity` if absent. */
  readonly id?: string;
  readonly identity: string;
  /** The address the source wishes, made from the name if absent. */
  readonly slug?: string;
  readonly name: string;
  readonly bio?: string;
  /** Where the person's articles stood at the source: absolute, or a path of its site. */
  readonly addresses?: readonly string[];
  /** In an export of this gateway: since when readers know of the person. */
  readonly shownFrom?: Date;
}

/** A topic; its identity is (taxonomy, slug), so a category and a tag of one name are two. */
export interface TopicEntry {
  /** Taken as it is: it comes from an export of this gateway. */
  readonly id?: string;
  readonly taxonomy: Taxonomy;
  readonly slug: string;
  readonly name: string;
  readonly description?: string;
  /** The parent's slug in the same taxonomy; it may be described later, or never. */
  readonly parent?: string;
  /** The parent's id, in place of its slug, in an export of this gateway. */
  readonly parentId?: string;
  /** Where its articles stood at the source: absolute, or a path of its site. */
  readonly addresses?: readonly string[];
  /** If false, its description does not show it: readers know of it from its first article on. */
  readonly isShown?: boolean;
}

/** A picture; sizes are pixels. */
export interface ImageEntry {
  /** Absolute, or beginning with `/` for a file of the magazine's own site. */
  readonly url: string;
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
  readonly width?: number;
  readonly height?: number;
}

/** A reader's comment as the source kept it. */
export interface CommentEntry {
  /** Taken as it is: it comes from an export of this gateway. Made from `identity` if absent. */
  readonly id?: string;
  /** Stable within the article (`wordpress:<comment id>`, or a path of indexes). */
  readonly identity: string;
  readonly parentIdentity?: string;
  readonly authorName: string;
  /** Plain text, or HTML if `isHtml`; stored as plain text. */
  readonly body: string;
  readonly isHtml?: boolean;
  readonly status: CommentStatus;
  readonly createdAt: Date;
}

/** An article that an entry names as related, by its own id or by the source's identity of it. */
export interface RelatedEntry {
  readonly id?: string;
  readonly identity?: string;
  /**
   * With a score it is what some gateway found, and gives way when the article's surroundings
   * change; without one it is an editor's choice, and stays in front.
   */
  readonly score?: number;
  readonly sharedTopicIds?: readonly string[];
  readonly sharedTerms?: readonly string[];
}

/** One article as a source tells it, before anything is cleaned or measured. */
export interface ArticleEntry {
  /** Taken as it is: it comes from an export of this gateway. Made from `identity` if absent. */
  readonly id?: string;
  /**
   * Stable over imports and unique over sources (`wordpress:<site>:<post id>`, `markdown:<path>`).
   */
  readonly identity: string;
  /**
   * What the source may have identified it by when it was other than today: an article that is
   * known by that, and stands at the same address under the same title, is this one.
   */
  readonly formerIdentity?: string;
  /** Where it stands, for messages to people (`line 120`, `articles/tides.md`). */
  readonly place: string;
  /** May be empty: the pipeline makes one from the beginning of the text. */
  readonly title: string;
  /** The address the source wishes; made from the title if absent. */
  readonly slug?: string;
  /** Earlier addresses that must go on resolving. */
  readonly oldSlugs?: readonly string[];
  /**
   * Where it stood at the source: absolute addresses, or paths of its site with what follows `?`.
   * All must go on leading to it.
   */
  readonly addresses?: readonly string[];
  readonly standfirst?: string;
  /** The source's own excerpt, plain text or HTML. */
  readonly excerpt?: string;
  /** The beginning of `html` that an editor marked: what an excerpt is made of if there is none. */
  readonly teaser?: string;
  /** Untrusted HTML. */
  readonly html: string;
  /** What relative links in `html` are relative to, if they shall become absolute. */
  readonly baseUrl?: string;
  /** BCP 47; detected from the text if absent. */
  readonly language?: string;
  readonly status: ArticleStatus;
  /** Behind a password or private at the source: kept, and shown to no reader. */
  readonly isProtected?: boolean;
  /** Thrown away at the source: what is here is withdrawn, and what is not is passed over. */
  readonly isTrashed?: boolean;
  /** Absent for a draft that never had one. */
  readonly publishedAt?: Date;
  /**
   * The source has no date, and `publishedAt` is the importer's guess: an article that is there
   * already keeps the date that it has, so that importing again changes nothing.
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
  /** Best first. */
  readonly relatedPosts?: readonly RelatedEntry[];
  /** In an export of this gateway: whether `relatedPosts` is all that it found, even if nothing. */
  readonly isRelated?: boolean;
  /** In an export of this gateway: how often readers saw it change. */
  readonly revision?: number;
  /** Since when it is withdrawn, where the source knows. */
  readonly withdrawnAt?: Date;
  readonly shares?: Readonly<Partial<Record<ShareChannel, number>>>;
}
