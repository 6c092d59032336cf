import type { NamedDocument } from '../named/named.document.js';

/**
 * An author as stored in `authors`.
 *
 * The `_id` is made from the source's identity of the author. `shownFrom` is the moment of their
 * first article that can be read; absent where there is none, since exports describe all who may
 * log in, and readers are not told of people who have only written drafts.
 */
export interface AuthorDocument extends NamedDocument {
  readonly bio?: string;
}
