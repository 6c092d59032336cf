import { bareHost } from './bare-host.js';
import { playerOfFilm, playerUrl } from './embedded-player.js';
import { escapeHtml } from './html.js';
import type { Given } from './lazy-media.js';
import type { Range } from './no-script-reader.js';
import { safeUrl } from './safe-url.js';

/** A range of a text, and whether it is inside an element that may not contain a paragraph. */
export interface Place extends Range {
  readonly isInline: boolean;
}

/** External content that a text shows at a place: a frame, a plug-in or a script's output. */
export interface Foreign {
  readonly source: string;
  readonly given: Given;
  readonly place: Place;
}

/** The HTML that replaces external content. */
export interface StandIn {
  readonly html: string;
  /** The address that it links to. The link is not needed if the text already has one to it. */
  readonly url?: string;
}

/** The player of a known video, otherwise a link; `undefined` if the address is not safe. */
export function standIn(
  { source, given, place }: Foreign,
  base: URL | undefined,
): StandIn | undefined {
  const { title, width, height } = given;
  const player = playerOf(source);
  if (player !== undefined) {
    const declared = Object.entries({ title, width, height }).filter(([, value]) => value);
    return {
      html: `${tagOf('iframe', { src: player, ...Object.fromEntries(declared) })}</iframe>`,
    };
  }
  const url = safeUrl(source, base, 'MEDIA');
  if (url === undefined) return undefined;
  const words = title?.trim() || given['aria-label']?.trim() || bareHost(url) || url;
  const link = `${tagOf('a', { href: url })}${escapeHtml(words)}</a>`;
  return { url, html: place.isInline ? ` ${link} ` : `<p>${link}</p>` };
}

/** The player's address of a known video, from any of the video's addresses. */
export function playerOf(source: string): string | undefined {
  return playerUrl(source) ?? playerOfFilm(source);
}

/** Whether an element is invisible: a tracking pixel, or hidden until a script shows it. */
export function isHidden({ width, height, style = '', hidden }: Given): boolean {
  const isNothing = [width, height].some((size) => /^\s*[01](?:px)?\s*$/.test(size ?? ''));
  // Responsive charts have zero width and a minimum width, to fit small screens.
  const hasLeast = /min-(?:width|height)/i.test(style);
  return isNothing || hidden !== undefined || UNSEEN.test(style) || (!hasLeast && TINY.test(style));
}

const UNSEEN = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const TINY = /(?:^|[;\s])(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|!|$)/i;

/** The opening tag of an element, with escaped attribute values. */
export function tagOf(name: string, attributes: Given): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeHtml(value)}"`,
  );
  return `<${name}${written.join('')}>`;
}
