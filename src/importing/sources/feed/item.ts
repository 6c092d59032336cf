import type { ImageEntry } from '../../../publishing/entry.js';

/** A text as a feed wrote it; `isHtml` is what it said, if it said so. */
export interface WrittenText {
  readonly value: string;
  readonly isHtml?: boolean;
}

/** A picture before its address is whole. */
export interface WrittenPicture extends ImageEntry {
  /** A small one, to be taken only where there is no other. */
  readonly isThumbnail?: boolean;
}

/** Sound or film that belongs to an item, to be heard or seen with its text. */
export interface WrittenMedia {
  readonly kind: 'audio' | 'video';
  readonly url: string;
}

/**
 * What an item says, whatever its format: addresses may be relative, and texts are as written.
 *
 * Lists are in the order of trust; the first that means something counts.
 */
export interface FeedItem {
  readonly id?: string;
  readonly links: readonly string[];
  readonly title?: WrittenText;
  /** The fullest text first; what is behind it may sum it up. */
  readonly texts: readonly WrittenText[];
  readonly summaries: readonly WrittenText[];
  readonly published: readonly string[];
  readonly updated: readonly string[];
  readonly authors: readonly string[];
  readonly topics: readonly string[];
  readonly pictures: readonly WrittenPicture[];
  readonly media: readonly WrittenMedia[];
  /** The page elsewhere that it is about, or that holds its text. */
  readonly leadsTo?: string;
  /** A film of YouTube's that it is about. */
  readonly videoId?: string;
  readonly language?: string;
  /** What relative addresses are relative to, itself perhaps relative to the feed's. */
  readonly base?: string;
  /** The same for those in the text alone, itself perhaps relative to `base`. */
  readonly textBase?: string;
  readonly sourceName?: string;
  readonly isDraft?: boolean;
  /** Of a comment: the number of the one that it answers. */
  readonly answersNumber?: string;
  /** What it is if it is no article: a comment, a template. */
  readonly otherKind?: string;
}

/** What a feed says of itself. */
export interface FeedFacts {
  readonly title?: WrittenText;
  readonly description?: WrittenText;
  /** The site that it is the feed of. */
  readonly link?: string;
  /** Its own address. */
  readonly self?: string;
  readonly language?: string;
  readonly base?: string;
  /** Who wrote the items that name nobody. */
  readonly authors: readonly string[];
  /** When it was made or last changed. */
  readonly dates: readonly string[];
}
