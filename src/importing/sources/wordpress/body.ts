import { linkLoneAddresses } from './lone-addresses.js';
import { paragraphs } from './paragraphs.js';
import type { PictureIndex } from './pictures.js';
import { shortcodeRenderer } from './shortcode-html.js';
import { expandShortcodes } from './shortcodes.js';

const BLOCK_COMMENT = /<!--\s*\/?wp:[\s\S]*?-->/g;
const PAGE_COMMENT = /<!--\s*(?:more\b[\s\S]*?|nextpage|noteaser)\s*-->/g;
/**
 * The HTML of a post as WordPress would show it, made from what it stores.
 *
 * A post of the block editor is HTML with comments around its blocks; one of the classic editor
 * still lacks its paragraphs. Both may hold shortcodes.
 */
export function postHtml(stored: string, postId: string, pictures: PictureIndex): string {
  const isBlocks = stored.includes('<!-- wp:');
  const bare = stored
    .replace(/\r\n?/g, '\n')
    .replace(BLOCK_COMMENT, '')
    .replace(PAGE_COMMENT, '\n\n');
  const expanded = expandShortcodes(bare, shortcodeRenderer(postId, pictures));
  const linked = linkLoneAddresses(expanded);
  const html = isBlocks ? linked : paragraphs(linked);
  return html
    .replace(/<p>\s*<\/p>\n?/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
