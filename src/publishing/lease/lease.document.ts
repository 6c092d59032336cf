/** The purposes for which a process acquires the lease. */
export const LEASE_PURPOSES = ['IMPORT', 'RELATE', 'DEMO', 'CLOCK'] as const;

/** One of `LEASE_PURPOSES`. */
export type LeasePurpose = (typeof LEASE_PURPOSES)[number];

/** The process that holds the lease, and its purpose. */
export interface LeaseHolder {
  /** Random, so that two acquisitions by one process differ. */
  readonly id: string;
  readonly purpose: LeasePurpose;
  readonly host: string;
  readonly pid: number;
  /** Identifies the process id namespace: processes with the same value can look each other up. */
  readonly space: string;
  /** When the process started, as text for comparison, because process ids are reused. */
  readonly start: string;
}

/** The exclusive right to write articles, topics and authors: one document per database. */
export interface LeaseDocument {
  readonly _id: 'articles';
  /** Absent after a release. */
  readonly holder?: LeaseHolder;
  /** Like `expiresAt`, a time of the server's clock. */
  readonly acquiredAt: Date;
  readonly expiresAt: Date;
  /** Incremented by every acquisition. */
  readonly counter: number;
}
