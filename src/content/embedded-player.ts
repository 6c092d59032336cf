import { safeUrl } from './safe-url.js';

/**
 * Hosts whose video players are allowed in an article, with the path that a player's address begins
 * with.
 */
const PLAYERS: ReadonlyMap<string, string> = new Map([
  ['www.youtube.com', '/embed/'],
  ['youtube.com', '/embed/'],
  ['www.youtube-nocookie.com', '/embed/'],
  ['youtube-nocookie.com', '/embed/'],
  ['player.vimeo.com', '/video/'],
]);

/** The https address of a well-known video player, or `undefined` for any other frame. */
export function playerUrl(src: string): string | undefined {
  const safe = safeUrl(src, undefined, 'MEDIA');
  if (safe === undefined || !/^https?:/.test(safe)) return undefined;
  const url = new URL(safe);
  const path = PLAYERS.get(url.hostname);
  if (path === undefined || !url.pathname.startsWith(path)) return undefined;
  if (url.port !== '' || url.username !== '' || url.password !== '') return undefined;
  url.protocol = 'https:';
  // A video of another site must not start to play by itself.
  if (url.searchParams.has('autoplay')) url.searchParams.delete('autoplay');
  return url.href;
}

/**
 * Patterns that find a video's id in the other addresses that pages use for it, with the player's
 * address that the id is appended to.
 */
const FILMS: readonly (readonly [address: RegExp, player: string])[] = [
  [
    /^(?:www\.|m\.)?youtube(?:-nocookie)?\.com\/(?:v|e|shorts|live)\/([\w-]+)/,
    'www.youtube.com/embed/',
  ],
  [/^(?:www\.|m\.)?youtube\.com\/watch\?(?:[^#]*&)?v=([\w-]+)/, 'www.youtube.com/embed/'],
  [/^youtu\.be\/([\w-]+)/, 'www.youtube.com/embed/'],
  [/^(?:www\.)?vimeo\.com\/moogaloop\.swf\?(?:[^#]*&)?clip_id=(\d+)/, 'player.vimeo.com/video/'],
  [/^(?:www\.)?vimeo\.com\/(\d+)$/, 'player.vimeo.com/video/'],
];

/**
 * The player's address of a video, from the address of its page or of its old Flash player;
 * `undefined` if the address is not a known one.
 */
export function playerOfFilm(address: string): string | undefined {
  const safe = safeUrl(address, undefined, 'MEDIA');
  if (safe === undefined || !/^https?:/.test(safe)) return undefined;
  const { host, pathname, search } = new URL(safe);
  for (const [pattern, player] of FILMS) {
    const id = pattern.exec(host + pathname + search)?.[1];
    if (id !== undefined) return `https://${player}${id}`;
  }
  return undefined;
}
