const SERVICE =
  '(?:twitter|facebook|linkedin|whatsapp|pinterest|reddit|tumblr|telegram|instagram|google-?plus|digg|delicious|stumbleupon|e-?mail|print|rss)';
const SIZE = '(?:[_-](?:small|medium|large|\\d{2,3}(?:x\\d{2,3})?))?';
/** Names of share icons: "twitter_icon_large.png", "share-facebook.png". */
const ICON = new RegExp(
  `[/_-](?:${SERVICE}[_-](?:icon|button|btn)s?|(?:icon|button|btn|share)s?[_-]${SERVICE})${SIZE}\\.(?:png|gif|svg)(?:[?#]|$)`,
  'i',
);
/** Addresses of tracking pixels and of the logos of services. */
const SERVICE_ADDRESS =
  /^(?:https?:)?\/\/(?:[^/]+\/~(?:r|ff)\/|feeds\.wordpress\.com\/|(?:stats|pixel)\.(?:wordpress|wp|quantserve)\.com\/|static\.addtoany\.com\/buttons\/)/i;
/** WordPress.com adds the avatar of the author to the images of each post. */
const FACE = /^(?:https?:)?\/\/[^/]*gravatar\.com\/avatar\//i;
const EMOJI_ADDRESS =
  /\/\/s\.w\.org\/images\/core\/emoji\/|\/wp-includes\/images\/smilies\/|\/twemoji\//i;
const EMOJI_CLASS = /\sclass\s*=\s*["']?[^"'>]*(?<![\w-])(?:emoji|wp-smiley)(?![\w-])/i;
const IMAGE = /<img\s[^<>]{0,4000}>/gi;
/** The link that is left over when its image is removed. */
const EMPTY_LINK = /<a\s[^<>]{0,2000}>\s*<\/a>/gi;
/** Maximum length of the text of an emoji image; a longer text describes a picture. */
const MAX_EMOJI_TEXT = 40;

/** Whether the image at an address is no content: a share icon, tracking pixel, avatar or emoji. */
export function isOrnament(url: string): boolean {
  return ICON.test(url) || SERVICE_ADDRESS.test(url) || FACE.test(url) || EMOJI_ADDRESS.test(url);
}

/** Whether it is a tracking pixel by its size (at most 1 × 1). */
export function isPixel(width: number | undefined, height: number | undefined): boolean {
  const [one = 2, other = one] = [width ?? height, height];
  return one <= 1 && other <= 1;
}

/**
 * HTML without share icons, tracking pixels and avatars, and with emoji images replaced by their
 * characters. Otherwise any of them could become the main image of the article.
 */
export function withoutOrnaments(html: string): string {
  let isChanged = false;
  const bare = html.replace(IMAGE, (tag) => {
    const text = insteadOf(tag);
    isChanged ||= text === '';
    return text ?? tag;
  });
  return isChanged ? bare.replace(EMPTY_LINK, '') : bare;
}

function insteadOf(tag: string): string | undefined {
  const url = attribute(tag, 'src') ?? '';
  const alt = attribute(tag, 'alt') ?? '';
  if (EMOJI_ADDRESS.test(url) || EMOJI_CLASS.test(tag)) {
    return alt.length > MAX_EMOJI_TEXT ? undefined : alt;
  }
  return isOrnament(url) || isPixel(sizeIn(tag, 'width'), sizeIn(tag, 'height')) ? '' : undefined;
}

function sizeIn(tag: string, name: string): number | undefined {
  const written = attribute(tag, name) ?? '';
  return /^\d+(?:px)?$/i.test(written) ? Number.parseInt(written, 10) : undefined;
}

function attribute(tag: string, name: string): string | undefined {
  const pattern = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i');
  const [, double, single, bare] = pattern.exec(tag) ?? [];
  return double ?? single ?? bare;
}
