import { escapeHtml } from '../../../content/html.js';
import { percentDecoded } from '../../../content/percent-decoded.js';
import { linkHtml, linkParagraph, standingAlone, wrapped } from '../html.js';
import { plainText } from '../plain-text.js';
import { playerFigure } from './shortcode-html.js';
import type { Remains, Shortcode, ShortcodePlace } from './shortcodes.js';

/** Attributes that plug-ins and themes have for what a reader follows or plays. */
const TARGETS =
  'url link href src button_url button_link video_url video mp4 m4v webm ogv mp3 m4a ogg wav';
/** What has a title for its own use, or shows it only to a mouse. */
const UNTITLED =
  /tooltip|(?:^|[_-])(?:slid|carousel|galler|form|map|menu|row|col|popover|abbr|acronym|widget|sidebar)/i;
/** A value that is no word to read. */
const SETTING = /^(?:on|off|yes|no|true|false|none|default|[\d.]+(?:px|%|em)?|#[\da-f]*)$/i;
const LINE_START =
  /(?:^|\n|\]|-->|<\/?(?:p|div|section|li|ul|ol|td|th|blockquote|br|h\d)\b[^<>]*>)\s*$/i;
/** Words that may stand in a link. */
const WORDS = /^(?:[^<>[\]\n]|<\/?(?:em|strong|b|i|u|small|span|br|img)\b[^<>]*>)*$/i;

const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|svg)$/i;
const FILM = /\.(?:mp4|m4v|webm|ogv|mov)$/i;
const SOUND = /\.(?:mp3|m4a|ogg|oga|wav|flac)$/i;

/**
 * What a reader misses of a shortcode that nobody renders any more: the address that it links to,
 * shows or plays, and the words that it puts around its text. Its settings are none of it.
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
  // A picture is what stands behind the text, or beside its title.
  const target = url === undefined || PICTURE.test(pathOf(url)) ? '' : shownHtml(url, undefined);
  const before = titleHtml(shortcode, place);
  // Which of several ends of one name is its own cannot be told.
  return place.inner === undefined
    ? { before: before + target, behind: '' }
    : { before, behind: behind + target };
}

function targetOf({ attributes }: Shortcode): string | undefined {
  const written = TARGETS.split(' ').map((key) => plainText(attributes[key] ?? ''));
  return written.map(addressIn).find((address) => /^https?:\/\/[^\s/]\S*$/i.test(address));
}

/** Some are written in the quotes of print, and one builder of pages writes `url:https%3A…|…`. */
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
