/**
 * What the magazine says of itself, and whose content the database holds; stored once, in
 * `settings`.
 */
export interface SiteDocument {
  readonly _id: 'site';
  readonly name?: string;
  readonly description?: string;
  /** BCP 47. */
  readonly language?: string;
  /**
   * The host of the site that gave the name, if it told one; '' while the name is only the demo's
   * in what is the user's own by now.
   */
  readonly namedBy?: string;
  /** The demo magazine, or content of the user's; absent while nothing was ever imported. */
  readonly origin?: 'DEMO' | 'OWN';
  /** Whether the demo has been loaded to its end. */
  readonly isDemoWhole?: boolean;
  /**
   * Up to when all that came out has been counted and related to others; from the first import on.
   */
  readonly settledUpTo?: Date;
}
