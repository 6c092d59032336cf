import { htmlTokens } from '../html-tokens.js';

/** A parsed shortcode. */
export interface Shortcode {
  readonly name: string;
  /** Named attributes, by lower-case name. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Values without a name, in order. */
  readonly values: readonly string[];
  /** The text between the opening and the closing tag, for those that enclose text. */
  readonly content: string;
}

/** Renders a shortcode as HTML; `undefined` if it is unknown. */
export type ShortcodeRenderer = (shortcode: Shortcode) => string | undefined;

/** The context of a shortcode that is removed. */
export interface ShortcodePlace {
  readonly textBefore: string;
  readonly isEnclosing: boolean;
  /** The text between its tags; `undefined` if that is too long or ambiguous. */
  readonly inner: string | undefined;
}

/** HTML in place of the tags of an unknown shortcode. */
export interface Remains {
  readonly before: string;
  readonly behind: string;
}

/** Decides which content of an unknown shortcode is kept. */
export type ShortcodeKeeper = (shortcode: Shortcode, place: ShortcodePlace) => Remains;

const TAG = /\[(\[?)(\/?)([A-Za-z][\w-]*)((?:\s|=)(?:"[^"]*"|'[^']*'|[^\]["'])*?)?(\/?)\](\]?)/g;
const ATTRIBUTE =
  /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))|"([^"]*)"|'([^']*)'|([^\s"']+)/g;

/** Shortcodes whose content between the tags belongs to them. */
const ENCLOSING = new Set([
  'caption',
  'wp_caption',
  'embed',
  'video',
  'audio',
  'code',
  'sourcecode',
  'youtube',
  'vimeo',
  'dailymotion',
]);
/** Shortcodes whose content is taken literally. */
const LITERAL = new Set(['code', 'sourcecode', 'embed']);
/** Elements in which brackets are ordinary text. */
const UNTOUCHED = new Set(['pre', 'code', 'script', 'style', 'textarea']);
/** Single words that are known to be shortcodes of plug-ins, wherever they are. */
const MARKS = new Set(['latexpage', 'toc', 'tableofcontents']);
const MAX_NESTING = 8;
/** Maximum length of the text between the tags of an unknown shortcode with kept content. */
const MAX_INNER = 10_000;

/**
 * Renders the shortcodes in HTML. Those that `render` does not know are removed, except for what
 * `keep` returns; the text between their tags is kept.
 *
 * People also write `[sic]` in brackets. So a single word is a shortcode only if it has attributes
 * or a closing tag, a `_` or `-` in its name, or is alone on its line. The escaped form `[[name]]`
 * becomes `[name]`. Code and the insides of tags are not changed.
 */
export function expandShortcodes(
  html: string,
  render: ShortcodeRenderer,
  keep: ShortcodeKeeper = () => ({ before: '', behind: '' }),
  nesting = 0,
): string {
  if (!html.includes('[') || nesting > MAX_NESTING) return html;
  const untouched = untouchedRanges(html);
  const text = { html, closers: closerFinder(html), render, keep, nesting, ends: new Map() };
  const tag = new RegExp(TAG);
  let out = '';
  let end = 0;
  for (let match = tag.exec(html); match !== null; match = tag.exec(html)) {
    const inside = untouched(match.index);
    if (inside !== undefined) {
      tag.lastIndex = inside;
      continue;
    }
    const replaced = replacement(match, text);
    if (replaced === undefined) {
      tag.lastIndex = match.index + 1;
      continue;
    }
    out += html.slice(end, replaced.start) + replaced.html;
    end = replaced.end;
    tag.lastIndex = end;
  }
  return out + html.slice(end);
}

/** The post ids in a list such as `755, 757,758`. */
export function idList(written: string): readonly string[] {
  return written.match(/\d+/g) ?? [];
}

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly html: string;
}

type Closers = (name: string, from: number) => number;

interface ShortcodeText {
  readonly html: string;
  readonly closers: Closers;
  readonly render: ShortcodeRenderer;
  readonly keep: ShortcodeKeeper;
  readonly nesting: number;
  /** The HTML that replaces a closing tag, by its offset. */
  readonly ends: Map<number, string>;
}

function replacement(match: RegExpExecArray, text: ShortcodeText): Replacement | undefined {
  const { html, closers, render, keep, nesting, ends } = text;
  const [raw, outer = '', slash = '', name = '', attributes = '', , bracket = ''] = match;
  const after = match.index + raw.length;
  if (outer !== '' && slash === '') {
    const escaped = escapedEnd(html, match, closers);
    if (escaped !== undefined) {
      return { start: match.index, end: escaped, html: html.slice(match.index + 1, escaped - 1) };
    }
  }
  const start = match.index + outer.length;
  const end = after - bracket.length;
  if (slash !== '') return { start, end, html: ends.get(start) ?? '' };
  const close = closers(name, end);
  const isClosed = close >= 0 && ENCLOSING.has(name) && !reopened(html, name, end, close);
  const inner = isClosed ? html.slice(end, close) : '';
  const content = LITERAL.has(name) ? inner : expandShortcodes(inner, render, keep, nesting + 1);
  const shortcode = { name, ...attributesOf(attributes), content };
  const rendered = render(shortcode);
  if (rendered !== undefined) {
    return { start, end: isClosed ? close + name.length + 3 : end, html: rendered };
  }
  if (close < 0 && !isShortcode(html, match, start, end)) return undefined;
  return { start, end, html: keptHtml(shortcode, text, { start, end, close }) };
}

function keptHtml(
  shortcode: Shortcode,
  { html, keep, ends }: ShortcodeText,
  { start, end, close }: { start: number; end: number; close: number },
): string {
  if (Object.keys(shortcode.attributes).length === 0) return '';
  const hasDeclared =
    close >= 0 && close - end <= MAX_INNER && !reopened(html, shortcode.name, end, close);
  const { before, behind } = keep(shortcode, {
    textBefore: html.slice(Math.max(0, start - 60), start),
    isEnclosing: close >= 0,
    inner: hasDeclared ? html.slice(end, close) : undefined,
  });
  if (behind !== '') ends.set(close, behind);
  return before;
}

/** The end of `[[name]]` or `[[name]…[/name]]`; `undefined` if it is neither. */
function escapedEnd(html: string, match: RegExpExecArray, closers: Closers): number | undefined {
  const [raw, , , name = '', attributes = '', , bracket] = match;
  if (bracket === ']') {
    return attributes.trim() === '' || attributes.includes('=')
      ? match.index + raw.length
      : undefined;
  }
  const close = closers(name, match.index + raw.length);
  const end = close + name.length + 3;
  return close >= 0 && html[end] === ']' ? end + 1 : undefined;
}

function reopened(html: string, name: string, from: number, to: number): boolean {
  const next = html.slice(from, to).search(new RegExp(`\\[${name}[\\s\\]]`));
  return next >= 0;
}

function isShortcode(html: string, match: RegExpExecArray, start: number, end: number): boolean {
  const [, , , name = '', attributes = '', selfClosing = ''] = match;
  if (selfClosing !== '' || /[\w-]=|https?:\/\//.test(attributes)) return true;
  if (attributes.trim() !== '' || name !== name.toLowerCase()) return false;
  if (/[_-]/.test(name) || MARKS.has(name)) return true;
  const before = html.slice(Math.max(0, start - 60), start);
  const behind = html.slice(end, end + 60);
  return (
    (start === 0 || /(?:\n|<(?:p|div)[^<>]*>|-->)[ \t]*$/.test(before)) &&
    /^[ \t]*(?:$|\r?\n|<\/(?:p|div)>|<!--)/.test(behind)
  );
}

function attributesOf(written: string): Pick<Shortcode, 'attributes' | 'values'> {
  const attributes: Record<string, string> = {};
  const values: string[] = [];
  for (const [, name, double, single, bare, ...loose] of written.matchAll(ATTRIBUTE)) {
    if (name === undefined) {
      const value = loose.find((one) => one !== undefined) ?? '';
      // The form `[youtube=https://…]`.
      values.push(value.replace(/^=/, ''));
    } else attributes[name.toLowerCase()] = double ?? single ?? bare ?? '';
  }
  return { attributes, values };
}

/** Finds `[/name]`, with a cache: many unclosed shortcodes would otherwise take quadratic time. */
function closerFinder(html: string): Closers {
  const found = new Map<string, number>();
  return (name, from) => {
    const known = found.get(name);
    if (known !== undefined && (known === -1 || known >= from)) return known;
    const at = html.indexOf(`[/${name}]`, from);
    found.set(name, at);
    return at;
  };
}

/** For a position inside code, a tag or a comment: the end of that range. */
function untouchedRanges(html: string): (position: number) => number | undefined {
  const ranges: { start: number; end: number }[] = [];
  let code: { name: string; start: number; depth: number } | undefined;
  for (const { kind, name, start, raw } of htmlTokens(html)) {
    if (code !== undefined) {
      if (name === code.name) code.depth += kind === 'OPEN' ? 1 : -1;
      if (code.depth > 0) continue;
      ranges.push({ start: code.start, end: start + raw.length });
      code = undefined;
    } else if (kind === 'OPEN' && UNTOUCHED.has(name)) code = { name, start, depth: 1 };
    else if (kind !== 'TEXT') ranges.push({ start, end: start + raw.length });
  }
  if (code !== undefined) ranges.push({ start: code.start, end: html.length });
  let next = 0;
  return (position) => {
    while ((ranges[next]?.end ?? Number.POSITIVE_INFINITY) <= position) next += 1;
    const range = ranges[next];
    return range !== undefined && range.start <= position ? range.end : undefined;
  };
}
