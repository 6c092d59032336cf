import { linkHtml } from '../html.js';
import { htmlTokens } from '../html-tokens.js';

const LONE = /(^|\n)([ \t]*)(https?:\/\/[^\s<>"]+)(?=[ \t]*(?:\n|$))/g;
/** Elements in which an address is not linked: code, and links themselves. */
const CLOSED = new Set(['pre', 'code', 'a', 'script', 'style', 'textarea', 'svg']);
/** Elements that separate lines, as a newline does. */
const PARTING = new Set(['p', 'div', 'br', 'figure', 'blockquote', 'section', 'pre', 'ul', 'ol']);

/**
 * Makes a link of each address that is alone on its line.
 *
 * WordPress embeds the page at such an address (a video, a post elsewhere). A link keeps it.
 */
export function linkLoneAddresses(html: string): string {
  if (!/https?:\/\//.test(html)) return html;
  const tokens = htmlTokens(html);
  let closed = 0;
  const parts = tokens.map(({ kind, name, raw }, index) => {
    if (CLOSED.has(name)) closed = Math.max(0, closed + (kind === 'OPEN' ? 1 : -1));
    if (kind !== 'TEXT' || closed > 0) return raw;
    const before = tokens[index - 1];
    const behind = tokens[index + 1];
    return raw.replace(LONE, (whole, newline: string, indent: string, url: string, at: number) => {
      const isAtEnd = raw.slice(at + whole.length).trim() === '';
      const isAlone =
        (newline !== '' || before === undefined || PARTING.has(before.name)) &&
        (!isAtEnd || raw.endsWith('\n') || behind === undefined || PARTING.has(behind.name));
      if (!isAlone) return whole;
      return newline + indent + linkHtml(url.replaceAll('&amp;', '&'));
    });
  });
  return parts.join('');
}
