import { argumentsOf, embedMark, fenced, figureMark, literal, titleMark } from './marks.js';
import { enclosedOutsideOfCode, outsideOfCode, replacedUpTo } from './prose.js';

const HIGHLIGHT =
  /\{\{[<%]\s*highlight\s+(\w+)?(?:(?!\{\{[<%])[^\n])*?[>%]\}\}([\s\S]*?)\{\{[<%]\s*\/\s*highlight\s*[>%]\}\}/g;
const HIGHLIGHT_END = /\{\{[<%]\s*\/\s*highlight\s*[>%]\}\}/g;
const ESCAPE = { opening: '{{', closing: /\*\/[>%]\}\}/g };
const ESCAPED = /\{\{([<%])\/\*([\s\S]*?)\*\/[>%]\}\}/g;
/** Behind one that is not closed the next begins; it is not read to the end for each. */
const SHORTCODE =
  /\{\{[<%]\s*(?:(\/)\s*)?([\w./-]+)(?![\w./-])((?:"[^"]*"|(?!\{\{[<%])[^"])*?)[>%]\}\}/g;
const PICTURES = /^(?:figure|img|image|picture|imgproc|fig)$/;

/**
 * Text for Hugo with what its shortcodes show: pictures, films and links.
 *
 * One that is not known vanishes, and what it encloses stays; one that is written down by
 * `{{</* *\/>}}` is shown.
 */
export function withoutShortcodes(prose: string): string {
  if (!/\{\{[<%]/.test(prose)) return prose;
  const escaped = enclosedOutsideOfCode(prose, ESCAPED, ESCAPE, (_, mark = '', inside = '') =>
    literal(`{{${mark}${inside}${mark === '<' ? '>' : mark}}}`),
  );
  return outsideOfCode(escaped, SHORTCODE, (_, slash, name = '', written = '') =>
    slash ? '' : shown(name, written.replace(/\/\s*$/, '')),
  );
}

/** Text for Hugo with its highlighted code as Markdown has it. */
export function withFencedHighlights(prose: string, fence = fenced): string {
  return replacedUpTo(prose, HIGHLIGHT, HIGHLIGHT_END, (_, language, code = '') =>
    fence(code, language ?? ''),
  );
}

function shown(name: string, written: string): string {
  const told = argumentsOf(written);
  if (/^(?:rel)?ref$/.test(name)) return reference(told.values[0] ?? told.named.path ?? '');
  if (PICTURES.test(name)) return figureMark(told) ?? '';
  return embedMark(name, told) ?? titleMark(name, told) ?? '';
}

/** A page of the folder by its path, as a link to its file. */
function reference(path: string): string {
  const [, page = '', anchor = ''] = /^\/?([^#]*)(#.*)?$/.exec(path) ?? [];
  return page === '' || /\.\w+$/.test(page) ? page + anchor : `${page}.md${anchor}`;
}
