import type { NamedDocument } from '../named/named.document.js';

/**
 * An author, stored in `authors`.
 *
 * The `_id` is derived from the source's identity of the author. `shownFrom` is the publication
 * time of their first visible article. It is absent if there is none: exports describe every user
 * account, and people who have only written drafts must not be visible.
 */
export interface AuthorDocument extends NamedDocument {
  readonly bio?: string;
}
