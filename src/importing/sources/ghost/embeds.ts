import { playerUrl } from '../../../content/embedded-player.js';
import { escapeHtml } from '../../../content/html.js';
import { figureOf, linkHtml, wrapped } from '../html.js';
import type { Fields } from '../parsed-object.js';
import { plainText } from '../plain-text.js';
import { objectsOf, textOf } from './fields.js';

/**
 * The HTML of an embed card: a known player, quoted text, or else a link.
 *
 * Other frames and scripts would not survive sanitising.
 */
export function embedHtml(card: Fields): string {
  const html = textOf(card, 'html');
  const caption = textOf(card, 'caption');
  const frame = /<iframe\b[^>]*\bsrc\s*=\s*["']([^"']+)["']/i.exec(html)?.[1] ?? '';
  if (playerUrl(frame.replaceAll('&amp;', '&')) !== undefined) return figureOf(html, caption);
  if (/<blockquote\b/i.test(html) && plainText(html) !== '') {
    return `${html}${wrapped('p', caption)}`;
  }
  const [about = {}] = objectsOf([card.metadata]);
  const url = textOf(card, 'url') || textOf(about, 'url') || frame;
  const label = escapeHtml(textOf(about, 'title') || url);
  return `${wrapped('p', linkHtml(url, label))}${wrapped('p', caption)}`;
}
