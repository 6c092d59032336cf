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
