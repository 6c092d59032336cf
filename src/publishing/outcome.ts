/** What became of one entry. */
export type Outcome =
  | { readonly kind: 'CREATED' | 'UPDATED' | 'UNCHANGED' }
  /** It was not taken: no card of it was written, so readers see what they saw before. */
  | { readonly kind: 'FAILED'; readonly reason: string };
