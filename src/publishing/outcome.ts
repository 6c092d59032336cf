/** What became of one entry. */
export type Outcome =
  | { readonly kind: 'CREATED' | 'UPDATED' | 'UNCHANGED' }
  /** It was thrown away at its source, and is not here either. */
  | { readonly kind: 'SKIPPED'; readonly reason: string }
  /** It was not taken: no card of it was written, so readers see what they saw before. */
  | { readonly kind: 'FAILED'; readonly reason: string };
