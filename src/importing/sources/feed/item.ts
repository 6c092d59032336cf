import type { ImageEntry } from '../../../publishing/entry.js';

/** A text as in the feed; `isHtml` is present if the feed declares it. */
export interface WrittenText {
  readonly value: string;
  readonly isHtml?: boolean;
}

/** An image as in the feed; its address may be relative. */
export interface WrittenPicture extends ImageEntry {
  /** Whether it is a thumbnail, which is used only if there is no other image. */
  readonly isThumbnail?: boolean;
}

/** Audio or video that belongs to an item. */
export interface WrittenMedia {
  readonly kind: 'audio' | 'video';
  readonly url: string;
}

/**
 * The data of an item in any feed format; addresses may be relative, texts are as written.
 *
 * Lists are ordered by reliability: the first usable value counts.
 */
export interface FeedItem {
  readonly id?: string;
  readonly links: readonly string[];
  readonly title?: WrittenText;
  /** The most complete text first; later ones may be summaries of it. */
  readonly texts: readonly WrittenText[];
  readonly summaries: readonly WrittenText[];
  readonly published: readonly string[];
  readonly updated: readonly string[];
  readonly authors: readonly string[];
  readonly topics: readonly string[];
  readonly pictures: readonly WrittenPicture[];
  readonly media: readonly WrittenMedia[];
  /** A page on another site that the item is about, or that holds its text. */
  readonly leadsTo?: string;
  /** The id of a YouTube video that the item is about. */
  readonly videoId?: string;
  readonly language?: string;
  /** The base of relative addresses; may itself be relative to that of the feed. */
  readonly base?: string;
  /** The base of relative addresses in the text; may itself be relative to `base`. */
  readonly textBase?: string;
  readonly sourceName?: string;
  readonly isDraft?: boolean;
  /** For a comment: the number of the comment that it replies to. */
  readonly answersNumber?: string;
  /** Its kind if it is not an article, such as a comment or a template. */
  readonly otherKind?: string;
}

/** The data of a feed itself. */
export interface FeedFacts {
  readonly title?: WrittenText;
  readonly description?: WrittenText;
  /** The address of its site. */
  readonly link?: string;
  /** The address of the feed. */
  readonly self?: string;
  readonly language?: string;
  readonly base?: string;
  /** The authors of items that name none. */
  readonly authors: readonly string[];
  /** When the feed was created or last changed. */
  readonly dates: readonly string[];
}
