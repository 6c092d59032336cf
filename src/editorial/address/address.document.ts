/** An address at which something stood at its source, in the form in which they are compared. */
export interface AddressDocument {
  /** Lower case, without `www.`, with its port if it has one; absent if the source named none. */
  readonly host?: string;
  /** As `address.parts.ts` makes it; begins with `/`. */
  readonly path: string;
}
