import { safeUrl } from './safe-url.js';

/**
 * Hosts whose players may stand in an article, with the path that a player's address begins with.
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
  // A page that starts to speak by itself is not what the editor of another site agreed to.
  if (url.searchParams.has('autoplay')) url.searchParams.delete('autoplay');
  return url.href;
}

/** Where the number of a film stands in the addresses that old pages and links have for it. */
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

/** The address of the player of a film, from that of its page or of the plug-in of old. */
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
