/** An address that something has or had at its source, in a normalised form for comparison. */
export interface AddressDocument {
  /**
   * Lower case, without `www.`, with a port that is not the default; absent if the source gave
   * none.
   */
  readonly host?: string;
  /** Normalised by `address.parts.ts`; begins with `/`. */
  readonly path: string;
}
