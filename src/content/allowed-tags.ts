/** Elements that may stand in an article's body. */
export const ALLOWED_TAGS: ReadonlySet<string> = new Set(
  `h1 h2 h3 h4 h5 h6 p br hr wbr div span section aside blockquote q cite pre code kbd samp var
  ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td
  figure figcaption picture source img video audio iframe
  a em strong b i u s del ins sub sup small mark abbr dfn time bdi bdo ruby rt rp
  details summary`.split(/\s+/),
);

/** Elements without content. */
export const VOID_TAGS: readonly string[] = 'br hr wbr col img source'.split(' ');

/** Elements that go together with all that they hold: code, forms' choices, foreign namespaces. */
export const DROPPED_WITH_CONTENT: readonly string[] =
  `script style title template textarea option select datalist xmp noembed noframes plaintext
  svg math canvas`.split(/\s+/);

/** The name given to an element that must go while what it holds stays. */
export const UNWRAPPED = 'x-unwrapped';

/**
 * Elements kept under another name: outdated ones, and containers that part their content from the
 * text around them, which would run together if they were merely taken away.
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
 * The element that a class says is meant, for classes that would be lost: captions and credits of
 * older WordPress themes and of most news sites.
 */
export function tagMeantByClass(name: string, className: string): string | undefined {
  if (name === 'div' && /(?:^|\s)wp-caption(?:\s|$)/.test(className)) return 'figure';
  if (name === 'p' && /(?:^|\s)wp-caption-text(?:\s|$)/.test(className)) return 'figcaption';
  if (name === 'span' && /(?:^|[\s_-])credits?(?:\s|$)/.test(className)) return 'small';
  return undefined;
}
