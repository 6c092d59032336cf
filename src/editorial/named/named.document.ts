import type { AddressDocument } from '../address/address.document.js';

/** What topics and authors have in common: a name, under which they are listed, and a slug. */
export interface NamedDocument {
  readonly _id: string;
  /** Unique in its collection. */
  readonly slug: string;
  readonly name: string;
  /** The name as it sorts: folded, lower case. */
  readonly sortName: string;
  /** Where it stood at its sources; all go on leading to it. */
  readonly addresses?: readonly AddressDocument[];
  /** The moment from which readers may know of it; absent for one that they may not. */
  readonly shownFrom?: Date;
}

/** The moments from which readers may know of topics or authors, by id. */
export type Moments = ReadonlyMap<string, Date>;
