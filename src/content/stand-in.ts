import { bareHost } from './bare-host.js';
import { playerOfFilm, playerUrl } from './embedded-player.js';
import { escapeHtml } from './html.js';
import type { Given } from './lazy-media.js';
import type { Range } from './no-script-reader.js';
import { safeUrl } from './safe-url.js';

/** A range of a text, and whether it lies in an element that holds no paragraph. */
export interface Place extends Range {
  readonly isInline: boolean;
}

/** Something from elsewhere that a text shows at a place. */
export interface Foreign {
  readonly source: string;
  readonly given: Given;
  readonly place: Place;
}

/** What is shown in its place. */
export interface StandIn {
  readonly html: string;
  /** The address that it links to; it is not needed if the text has a link to that. */
  readonly url?: string;
}

/** The player of a well-known film, or else a link; `undefined` if no address is safe. */
export function standIn(
  { source, given, place }: Foreign,
  base: URL | undefined,
): StandIn | undefined {
  const { title, width, height } = given;
  const player = playerOf(source);
  if (player !== undefined) {
    const told = Object.entries({ title, width, height }).filter(([, value]) => value);
    return { html: `${tagOf('iframe', { src: player, ...Object.fromEntries(told) })}</iframe>` };
  }
  const url = safeUrl(source, base, 'MEDIA');
  if (url === undefined) return undefined;
  const words = title?.trim() || given['aria-label']?.trim() || bareHost(url) || url;
  const link = `${tagOf('a', { href: url })}${escapeHtml(words)}</a>`;
  return { url, html: place.isInline ? ` ${link} ` : `<p>${link}</p>` };
}

/** The address of the player of a well-known film, whichever address of the film is given. */
export function playerOf(source: string): string | undefined {
  return playerUrl(source) ?? playerOfFilm(source);
}

/** Whether an element is not seen: it counts readers, or waits for a script. */
export function isHidden({ width, height, style = '', hidden }: Given): boolean {
  const isNothing = [width, height].some((size) => /^\s*[01](?:px)?\s*$/.test(size ?? ''));
  // A width of nothing with a least width is how charts fit themselves to a telephone.
  const hasLeast = /min-(?:width|height)/i.test(style);
  return isNothing || hidden !== undefined || UNSEEN.test(style) || (!hasLeast && TINY.test(style));
}

const UNSEEN = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const TINY = /(?:^|[;\s])(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|!|$)/i;

/** The opening tag of an element. */
export function tagOf(name: string, attributes: Given): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeHtml(value)}"`,
  );
  return `<${name}${written.join('')}>`;
}
