import { escapeHtml } from '../../../content/html.js';
import { figureHtml } from '../html.js';

/** Content of a post that is stored elsewhere in the export. */
export interface BlockMatter {
  /** The stored HTML of reusable blocks, by their post id. */
  readonly shared: ReadonlyMap<string, string>;
  /** The HTML of the footnotes of the post. */
  readonly notes: string;
}

/** Attributes contain no end of a comment, because WordPress escapes their dashes. */
const BLOCK = /<!--\s*(\/?)wp:([\w/-]+)(?![\w/-])((?:(?!<!--)[\s\S])*?)(\/?)-->/g;
/** Stops at the next comment; otherwise a text full of unclosed ones would take quadratic time. */
const COMMENT = /<!--(?:(?!<!--|-->)[\s\S])*-->/g;
/** Reusable blocks can contain others; in a damaged export, even themselves. */
const MAX_NESTING = 5;

/** A marker element around text without paragraphs; not an element of HTML. */
const CLASSIC = 'x-classic';
const CLASSIC_RANGE = /<x-classic>((?:(?!<x-classic>)[\s\S])*?)<\/x-classic>/g;

/**
 * The HTML of a post of the block editor, without the comments around its blocks.
 *
 * Reusable blocks, footnotes and the image of a cover are only named in these comments, and are
 * inserted. Text outside of blocks and in a freeform block has no paragraphs yet and is marked:
 * `classicParagraphs` adds them, once shortcodes have been rendered.
 */
export function blocksHtml(stored: string, matter: BlockMatter, nesting = 0): string {
  const open: string[] = [];
  let html = '';
  let end = 0;
  for (const match of stored.matchAll(BLOCK)) {
    const [raw, slash, name = '', attributes = '', isWhole] = match;
    html += textBetween(stored.slice(end, match.index), open);
    end = match.index + raw.length;
    if (slash) open.length = Math.max(0, open.lastIndexOf(name));
    else {
      html += namedHtml(name, attributes, stored.slice(end), matter, nesting);
      if (!isWhole) open.push(name);
    }
  }
  return html + textBetween(stored.slice(end), open);
}

/** Adds the missing paragraphs to the marked ranges. */
export function classicParagraphs(html: string, paragraphs: (html: string) => string): string {
  return html.replace(CLASSIC_RANGE, (_, classic: string) => paragraphs(classic));
}

function textBetween(text: string, open: readonly string[]): string {
  const isClassic = open.length === 0 || /^(?:core\/)?freeform$/.test(open.at(-1) ?? '');
  const isText = text.replace(COMMENT, '').trim() !== '';
  return isClassic && isText ? `<${CLASSIC}>${text}</${CLASSIC}>` : text;
}

/** Content that the comment of a block refers to, and that is not in the HTML after it. */
function namedHtml(
  name: string,
  attributes: string,
  behind: string,
  matter: BlockMatter,
  nesting: number,
): string {
  switch (name.replace(/^core\//, '')) {
    case 'block': {
      const shared = matter.shared.get(/"ref"\s*:\s*"?(\d+)/.exec(attributes)?.[1] ?? '') ?? '';
      return nesting < MAX_NESTING ? blocksHtml(shared, matter, nesting + 1) : '';
    }
    case 'footnotes':
      return matter.notes;
    case 'cover': {
      const url = stringIn(attributes, 'url');
      const own = behind.split('wp:cover', 1)[0] ?? '';
      const isShown = url === '' || own.includes(`src="${escapeHtml(url)}"`);
      return isShown ? '' : figureHtml({ url, alt: stringIn(attributes, 'alt') });
    }
    default:
      return '';
  }
}

function stringIn(attributes: string, key: string): string {
  const written = new RegExp(`"${key}"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*")`).exec(attributes)?.[1];
  try {
    return written === undefined ? '' : String(JSON.parse(written));
  } catch {
    return '';
  }
}
