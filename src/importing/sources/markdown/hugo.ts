import { argumentsOf, embedMark, fenced, figureMark, literal, titleMark } from './marks.js';
import { enclosedOutsideOfCode, outsideOfCode, replacedUpTo } from './prose.js';

const HIGHLIGHT =
  /\{\{[<%]\s*highlight\s+(\w+)?(?:(?!\{\{[<%])[^\n])*?[>%]\}\}([\s\S]*?)\{\{[<%]\s*\/\s*highlight\s*[>%]\}\}/g;
const HIGHLIGHT_END = /\{\{[<%]\s*\/\s*highlight\s*[>%]\}\}/g;
const ESCAPE = { opening: '{{', closing: /\*\/[>%]\}\}/g };
const ESCAPED = /\{\{([<%])\/\*([\s\S]*?)\*\/[>%]\}\}/g;
/** An unclosed shortcode ends where the next begins, so that the text is scanned only once. */
const SHORTCODE =
  /\{\{[<%]\s*(?:(\/)\s*)?([\w./-]+)(?![\w./-])((?:"[^"]*"|(?!\{\{[<%])[^"])*?)[>%]\}\}/g;
const PICTURES = /^(?:figure|img|image|picture|imgproc|fig)$/;

/**
 * Replaces Hugo shortcodes by the pictures, videos and links that they show.
 *
 * An unknown shortcode is removed, and the text that it encloses is kept. An escaped shortcode,
 * `{{</* *\/>}}`, is shown as text.
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

/** Converts Hugo's `highlight` shortcodes to fenced code. */
export function withFencedHighlights(prose: string, fence = fenced): string {
  return replacedUpTo(prose, HIGHLIGHT, HIGHLIGHT_END, (_, language, code = '') =>
    fence(code, language ?? ''),
  );
}

function shown(name: string, written: string): string {
  const declared = argumentsOf(written);
  if (/^(?:rel)?ref$/.test(name)) return reference(declared.values[0] ?? declared.named.path ?? '');
  if (PICTURES.test(name)) return figureMark(declared) ?? '';
  return embedMark(name, declared) ?? titleMark(name, declared) ?? '';
}

/** The link target for a `ref` to a page: the path of its file. */
function reference(path: string): string {
  const [, page = '', anchor = ''] = /^\/?([^#]*)(#.*)?$/.exec(path) ?? [];
  return page === '' || /\.\w+$/.test(page) ? page + anchor : `${page}.md${anchor}`;
}
