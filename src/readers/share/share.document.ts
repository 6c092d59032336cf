/** The ways an article is passed on. */
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

/** How often one article was shared, stored in `shareCounts` under the article's id. */
export interface ShareCountDocument {
  readonly _id: string;
  readonly channels: Readonly<Partial<Record<ShareChannel, number>>>;
}
