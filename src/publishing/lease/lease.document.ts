/** What a process holds the lease for. */
export const LEASE_PURPOSES = ['IMPORT', 'RELATE', 'DEMO', 'CLOCK'] as const;

/** One of `LEASE_PURPOSES`. */
export type LeasePurpose = (typeof LEASE_PURPOSES)[number];

/** The process that holds the lease, and what for. */
export interface LeaseHolder {
  /** Random, so that two acquisitions by one process differ. */
  readonly id: string;
  readonly purpose: LeasePurpose;
  readonly host: string;
  readonly pid: number;
  /** Processes with the same value can see each other. */
  readonly space: string;
  /** When the process began, as text to compare: process ids are used again. */
  readonly start: string;
}

/** The right to write articles, topics and authors: one document per database. */
export interface LeaseDocument {
  readonly _id: 'articles';
  /** Absent after a release. */
  readonly holder?: LeaseHolder;
  /** By the server's clock, like `expiresAt`. */
  readonly acquiredAt: Date;
  readonly expiresAt: Date;
  /** Rises with every acquisition. */
  readonly counter: number;
}
