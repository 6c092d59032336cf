/** The result of importing one entry. */
export type Outcome =
  | { readonly kind: 'CREATED' | 'UPDATED' | 'UNCHANGED' }
  /** The entry was deleted at its source, and the article does not exist here either. */
  | { readonly kind: 'SKIPPED'; readonly reason: string }
  /** The entry was rejected: its card was not written, so readers see the article as before. */
  | { readonly kind: 'FAILED'; readonly reason: string };
