/** The ways in which an article can be shared. */
export const SHARE_CHANNELS = [
  'EMAIL',
  'FACEBOOK',
  'X',
  'LINKEDIN',
  'WHATSAPP',
  'REDDIT',
  'MASTODON',
  'BLUESKY',
  'TELEGRAM',
  'PRINT',
  'LINK',
] as const;

/** One of `SHARE_CHANNELS`. */
export type ShareChannel = (typeof SHARE_CHANNELS)[number];

/** The number of shares of one article, stored in `shareCounts` by the article's id. */
export interface ShareCountDocument {
  readonly _id: string;
  readonly channels: Readonly<Partial<Record<ShareChannel, number>>>;
}
