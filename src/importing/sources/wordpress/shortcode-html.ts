import { escapeHtml } from '../../../content/html.js';
import {
  codeHtml,
  figureHtml,
  figureOf,
  linkParagraph,
  playerHtml,
  standingAlone,
} from '../html.js';
import { plainText } from '../plain-text.js';
import type { PictureIndex } from './pictures.js';
import { idList, type Shortcode, type ShortcodeRenderer } from './shortcodes.js';

/** An image at the beginning of a caption, including a link around it. */
const LEADING_IMAGE = /^\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?)([\s\S]*)$/i;

/** Shortcodes that embed content from another site; they become a link to it. */
const EMBEDS = new Set([
  'embed',
  'youtube',
  'vimeo',
  'dailymotion',
  'soundcloud',
  'tweet',
  'twitter',
  'instagram',
  'facebook',
  'flickr',
  'ted',
  'googlemaps',
  'wpvideo',
  'videopress',
]);
/** Addresses of videos that are given by their id. */
const PLACES: ReadonlyMap<string, (id: string) => string> = new Map([
  ['youtube', (id) => `https://www.youtube.com/watch?v=${id}`],
  ['vimeo', (id) => `https://vimeo.com/${id}`],
  ['dailymotion', (id) => `https://www.dailymotion.com/video/${id}`],
  ['wpvideo', (id) => `https://videopress.com/v/${id}`],
  ['videopress', (id) => `https://videopress.com/v/${id}`],
]);

/** Renders the shortcodes of WordPress itself; galleries show the images of this post. */
export function shortcodeRenderer(postId: string, pictures: PictureIndex): ShortcodeRenderer {
  return (shortcode) => {
    const { name } = shortcode;
    if (name === 'caption' || name === 'wp_caption') return captionHtml(shortcode);
    if (name === 'gallery') return galleryHtml(shortcode, postId, pictures);
    if (name === 'playlist') return playlistHtml(shortcode, pictures);
    if (name === 'audio' || name === 'video') return mediaHtml(shortcode);
    if (name === 'code' || name === 'sourcecode') return codeOf(shortcode);
    return EMBEDS.has(name) ? embedHtml(shortcode) : undefined;
  };
}

function captionHtml({ attributes, content }: Shortcode): string {
  const [, image, rest = ''] = LEADING_IMAGE.exec(content) ?? [];
  const words = (attributes.caption ?? rest).trim();
  if (image === undefined) {
    return `${content}${attributes.caption === undefined ? '' : `<p>${attributes.caption}</p>`}`;
  }
  return standingAlone(figureOf(image, words));
}

function galleryHtml({ attributes }: Shortcode, postId: string, pictures: PictureIndex): string {
  const named = attributes.ids ?? attributes.include;
  const shown =
    named === undefined
      ? pictures.uploadedTo(attributes.id ?? postId)
      : idList(named).flatMap((id) => pictures.byId(id) ?? []);
  return shown.length === 0
    ? ''
    : standingAlone(shown.map((picture) => figureHtml(picture)).join('\n'));
}

function mediaHtml(shortcode: Shortcode): string {
  const url = addressOf(shortcode);
  const kind = shortcode.name === 'video' ? 'video' : 'audio';
  return url === undefined ? '' : standingAlone(playerFigure(kind, url));
}

/** A playlist of audio, unless its type is video. */
function playlistHtml({ attributes }: Shortcode, pictures: PictureIndex): string {
  const kind = attributes.type === 'video' ? 'video' : 'audio';
  const files = idList(attributes.ids ?? '').flatMap((id) => pictures.byId(id) ?? []);
  return standingAlone(files.map(({ url }) => playerFigure(kind, url)).join('\n'));
}

/** A player in a figure, with the file name as the label of the fallback link. */
export function playerFigure(kind: 'audio' | 'video', url: string): string {
  return figureOf(playerHtml(kind, url, labelOf(url)));
}

function codeOf({ attributes, values, content }: Shortcode): string | undefined {
  if (content === '') return undefined;
  const language = attributes.language ?? attributes.lang ?? values[0] ?? '';
  // The visual editor stores code with escaped angle brackets, the text editor without.
  const code = /&(?:lt|gt|amp|quot);/.test(content) ? content : escapeHtml(content);
  return standingAlone(codeHtml(code.replace(/^\r?\n/, ''), language));
}

function embedHtml(shortcode: Shortcode): string {
  const url = addressOf(shortcode) ?? filmOf(shortcode);
  return url === undefined ? '' : linkParagraph(url);
}

/** The address in an embedding shortcode, in any of its forms. */
function addressOf({ attributes, values, content }: Shortcode): string | undefined {
  const { src, url, mp4, m4v, webm, ogv, mp3, m4a, ogg, wav, flac } = attributes;
  const written = [plainText(content), src, url, mp4, m4v, webm, ogv, mp3, m4a, ogg, wav, flac];
  const found = [...written, ...values, rejoined(attributes)].find((address) =>
    /^https?:\/\/\S+$/i.test(address?.trim() ?? ''),
  );
  // An old audio plug-in wrote options after the address: `[audio https://…/a.mp3|width=300]`.
  return found?.trim().split('|', 1)[0]?.replaceAll('&amp;', '&');
}

/** The address of a video that is given by its id. */
function filmOf({ name, attributes, values, content }: Shortcode): string | undefined {
  const id = [attributes.id, values[0], content.trim()].find((one) => /^[\w-]+$/.test(one ?? ''));
  return id && PLACES.get(name)?.(id);
}

/** `[youtube https://…?v=x]` is parsed as an attribute; this restores the address. */
function rejoined(attributes: Readonly<Record<string, string>>): string | undefined {
  const [entry] = Object.entries(attributes);
  return entry === undefined ? undefined : `${entry[0]}=${entry[1]}`;
}

function labelOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) || url : url;
}
