/** Elements that are allowed in an article's body. */
export const ALLOWED_TAGS: ReadonlySet<string> = new Set(
  `h1 h2 h3 h4 h5 h6 p br hr wbr div span section aside blockquote q cite pre code kbd samp var
  ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td
  figure figcaption picture source img video audio iframe
  a em strong b i u s del ins sub sup small mark abbr dfn time bdi bdo ruby rt rp
  details summary`.split(/\s+/),
);

/** Void elements: they have no content and no end tag. */
export const VOID_TAGS: readonly string[] = 'br hr wbr col img source'.split(' ');

/**
 * Elements that are removed together with their content: code, the options of forms, and content of
 * other XML namespaces (SVG, MathML, canvas).
 */
export const DROPPED_WITH_CONTENT: readonly string[] =
  `script style title template textarea option select datalist xmp noembed noframes plaintext
  svg math canvas`.split(/\s+/);

/** The tag name given to an element that must be removed while its content stays. */
export const UNWRAPPED = 'x-unwrapped';

/**
 * Elements that are kept under another name: outdated elements, and containers. If a container were
 * only removed, its text would run together with the text around it.
 */
export const RENAMED_TAGS: ReadonlyMap<string, string> = new Map([
  ['strike', 's'],
  ['tt', 'code'],
  ['acronym', 'abbr'],
  ['menu', 'ul'],
  ['dir', 'ul'],
  ['article', 'section'],
  ...'main header footer nav address hgroup center form fieldset dialog'
    .split(' ')
    .map((name): [string, string] => [name, 'div']),
]);

/**
 * The element that a class name stands for, where the meaning would be lost with the class:
 * captions and credits of older WordPress themes and of most news sites. `undefined` for any other
 * class.
 */
export function tagMeantByClass(name: string, className: string): string | undefined {
  if (name === 'div' && /(?:^|\s)wp-caption(?:\s|$)/.test(className)) return 'figure';
  if (name === 'p' && /(?:^|\s)wp-caption-text(?:\s|$)/.test(className)) return 'figcaption';
  if (name === 'span' && /(?:^|[\s_-])credits?(?:\s|$)/.test(className)) return 'small';
  return undefined;
}
