/**
 * The description of the magazine and the origin of the database's content; the only document in
 * `settings`.
 */
export interface SiteDocument {
  readonly _id: 'site';
  readonly name?: string;
  readonly description?: string;
  /** A BCP 47 tag. */
  readonly language?: string;
  /**
   * The host of the site that gave the name, if known. Empty while own content still has the name
   * of the demo magazine.
   */
  readonly namedBy?: string;
  /** The demo magazine or own content; absent before the first import. */
  readonly origin?: 'DEMO' | 'OWN';
  /** Whether the demo was imported completely. */
  readonly isDemoWhole?: boolean;
  /**
   * All articles published up to this moment have been counted and related; absent before the first
   * import.
   */
  readonly settledUpTo?: Date;
}
