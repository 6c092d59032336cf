import type { AddressDocument } from '../address/address.document.js';

/** What topics and authors have in common: a name, by which they are sorted, and a slug. */
export interface NamedDocument {
  readonly _id: string;
  /** Unique within the collection. */
  readonly slug: string;
  readonly name: string;
  /** The sort key of the name: without accents, in lower case. */
  readonly sortName: string;
  /** The addresses that it has or had at its sources; all of them continue to resolve to it. */
  readonly addresses?: readonly AddressDocument[];
  /** The moment from which it is visible to readers; absent if it never is. */
  readonly shownFrom?: Date;
}

/** The moments from which topics or authors are visible, by id. */
export type Moments = ReadonlyMap<string, Date>;
