import { type BlockMatter, blocksHtml, classicParagraphs } from './blocks.js';
import { withLibraryWords } from './inline-pictures.js';
import { linkLoneAddresses } from './lone-addresses.js';
import { paragraphs } from './paragraphs.js';
import type { PictureIndex } from './pictures.js';
import { shortcodeRenderer } from './shortcode-html.js';
import { remainsOf } from './shortcode-remains.js';
import { expandShortcodes } from './shortcodes.js';

const PAGE_COMMENT = /<!--\s*(?:more\b(?:(?!<!--|-->)[\s\S])*|(?:nextpage|noteaser)\s*)-->/g;
const WORDED_LINK = /<a\b([^<>]*)>[^<]*<\/a>/g;

/** The content and context of a post in addition to its text. */
export interface PostMatter extends BlockMatter {
  readonly postId: string;
  readonly pictures: PictureIndex;
}

/**
 * The HTML of a post as WordPress would show it, made from what it stores.
 *
 * A post of the block editor is HTML with comments around its blocks. A post of the classic editor
 * has no paragraphs yet. Both can contain shortcodes.
 */
export function postHtml(stored: string, matter: PostMatter): string {
  const text = stored.replace(/\r\n?/g, '\n');
  const isBlocks = text.includes('<!-- wp:');
  const bare = (isBlocks ? blocksHtml(text, matter) : text)
    .replace(PAGE_COMMENT, '\n\n')
    .replace(WORDED_LINK, withoutFileButton);
  const render = shortcodeRenderer(matter.postId, matter.pictures);
  const expanded = expandShortcodes(bare, render, remainsOf);
  const linked = linkLoneAddresses(withLibraryWords(expanded, matter.pictures));
  const html = isBlocks ? classicParagraphs(linked, paragraphs) : paragraphs(linked);
  return html
    .replace(/<p>\s*<\/p>\n?/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Removes the second link of a file block, whose label is only "Download" in any language. */
function withoutFileButton(link: string, attributes: string): string {
  return /\bwp-block-file__button\b/.test(attributes) ? '' : link;
}
