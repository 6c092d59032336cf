import { escapeHtml } from '../../../content/html.js';
import { percentDecoded } from '../../../content/percent-decoded.js';
import { linkHtml, linkParagraph, standingAlone, wrapped } from '../html.js';
import { plainText } from '../plain-text.js';
import { playerFigure } from './shortcode-html.js';
import type { Remains, Shortcode, ShortcodePlace } from './shortcodes.js';

/** Attributes of plug-ins and themes that contain the address of a link or a media file. */
const TARGETS =
  'url link href src button_url button_link video_url video mp4 m4v webm ogv mp3 m4a ogg wav';
/** Shortcodes whose title is internal, or is shown only as a tooltip. */
const UNTITLED =
  /tooltip|(?:^|[_-])(?:slid|carousel|galler|form|map|menu|row|col|popover|abbr|acronym|widget|sidebar)/i;
/** A value that is an option, and not text for readers. */
const SETTING = /^(?:on|off|yes|no|true|false|none|default|[\d.]+(?:px|%|em)?|#[\da-f]*)$/i;
const LINE_START =
  /(?:^|\n|\]|-->|<\/?(?:p|div|section|li|ul|ol|td|th|blockquote|br|h\d)\b[^<>]*>)\s*$/i;
/** Text and inline elements that are allowed inside a link. */
const WORDS = /^(?:[^<>[\]\n]|<\/?(?:em|strong|b|i|u|small|span|br|img)\b[^<>]*>)*$/i;

const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|svg)$/i;
const FILM = /\.(?:mp4|m4v|webm|ogv|mov)$/i;
const SOUND = /\.(?:mp3|m4a|ogg|oga|wav|flac)$/i;

/**
 * The content of an unknown shortcode that readers would miss: the address that it links to, shows
 * or plays, and its title and captions. Its options are dropped.
 */
export function remainsOf(shortcode: Shortcode, place: ShortcodePlace): Remains {
  const url = targetOf(shortcode);
  if (!place.isEnclosing || place.inner?.trim() === '') {
    return { before: url === undefined ? '' : shownHtml(url, shortcode), behind: '' };
  }
  const cited = ['cite', 'caption'].map((key) => words(shortcode, key)).filter((one) => one !== '');
  const behind = cited.map((one) => ` <cite>${escapeHtml(one)}</cite>`).join('');
  const inner = place.inner?.trim() ?? '';
  if (url !== undefined && !isMedia(url) && inner !== '' && WORDS.test(inner)) {
    return { before: `<a href="${escapeHtml(url)}">`, behind: `</a>${behind}` };
  }
  // An image address here is the background of the text, or an icon next to its title.
  const target = url === undefined || PICTURE.test(pathOf(url)) ? '' : shownHtml(url, undefined);
  const before = titleHtml(shortcode, place);
  // If there are several closing tags of this name, the matching one is unknown.
  return place.inner === undefined
    ? { before: before + target, behind: '' }
    : { before, behind: behind + target };
}

function targetOf({ attributes }: Shortcode): string | undefined {
  const written = TARGETS.split(' ').map((key) => plainText(attributes[key] ?? ''));
  return written.map(addressIn).find((address) => /^https?:\/\/[^\s/]\S*$/i.test(address));
}

/** Removes typographic quotes; one page builder writes `url:https%3A…|…`. */
function addressIn(value: string): string {
  const bare = value.replace(/[“”″]/g, '');
  return bare.startsWith('url:') ? percentDecoded(bare.slice(4).split('|', 1)[0] ?? '') : bare;
}

function shownHtml(url: string, shortcode: Shortcode | undefined): string {
  const path = pathOf(url);
  if (FILM.test(path)) return standingAlone(playerFigure('video', url));
  if (SOUND.test(path)) return standingAlone(playerFigure('audio', url));
  if (shortcode === undefined) return linkParagraph(url);
  if (PICTURE.test(path)) return pictureHtml(url, shortcode);
  const keys = ['text', 'button_text', 'title', 'label'];
  const label = keys.map((key) => words(shortcode, key)).find((one) => one !== '');
  return label === undefined ? linkParagraph(url) : linkHtml(url, escapeHtml(label));
}

function pictureHtml(url: string, { attributes }: Shortcode): string {
  const sizes = ['width', 'height'].flatMap((key) => {
    const size = /^\d+/.exec(attributes[key] ?? '')?.[0];
    return size === undefined ? [] : [` ${key}="${size}"`];
  });
  const alt = escapeHtml(plainText(attributes.alt ?? ''));
  return `<img src="${escapeHtml(url)}" alt="${alt}"${sizes.join('')}>`;
}

function titleHtml(shortcode: Shortcode, { textBefore }: ShortcodePlace): string {
  if (UNTITLED.test(shortcode.name) || !LINE_START.test(textBefore)) return '';
  const title = words(shortcode, 'title') || words(shortcode, 'heading');
  if (title === '') return '';
  return standingAlone(wrapped('p', wrapped('strong', escapeHtml(title))));
}

function words({ attributes }: Shortcode, key: string): string {
  const text = plainText(attributes[key] ?? '');
  return SETTING.test(text) || /^https?:/i.test(text) ? '' : text;
}

function isMedia(url: string): boolean {
  return [PICTURE, FILM, SOUND].some((kind) => kind.test(pathOf(url)));
}

function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? '';
}
