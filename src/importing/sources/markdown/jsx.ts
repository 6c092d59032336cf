import { escapeHtml } from '../../../content/html.js';
import { componentHtml, type Tag } from './components.js';

/** Characters that can begin code, a formula, an expression, a tag or an escape. */
const MARK = /[`$\\{<]/g;
const CODE = /(?<!`)(`+)(?!`)[^`](?:(?!\n\n)[\s\S])*?(?<!`)\1(?!`)/y;
const FORMULA = /\$\$[^$]*\$\$|\$[^$\n]+\$/y;
const TAG = /<(\/?)([A-Za-z][\w.-]*)(?=[\s/>])|<\/?>/y;
const PART = /\s+|\/|([\w:.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(?=\{)))?/y;
const STRING = /^\s*(?:"([^"\\]*)"|'([^'\\]*)'|`([^`\\$]*)`|(\d+))\s*$/;
const LETTERS = /^[\w\s+*/^\\{},-]*$/;

/** A part of the text that is replaced, with its replacement. */
interface Piece {
  readonly end: number;
  readonly shown: string;
}

/**
 * Removes JSX expressions, except literal texts, and leaves only plain attributes in tags, so that
 * no program remains. `pictures` maps the names of imported images to their paths.
 */
export function withoutExpressions(prose: string, pictures: ReadonlyMap<string, string>): string {
  const braces = closingBraces(prose);
  let shown = '';
  let from = 0;
  for (MARK.lastIndex = 0; ; ) {
    const at = MARK.exec(prose)?.index;
    if (at === undefined) return shown + prose.slice(from);
    const piece = pieceAt(prose, at, braces, pictures);
    shown += prose.slice(from, at) + piece.shown;
    from = piece.end;
    MARK.lastIndex = piece.end;
  }
}

/** The closing brace of each opening one, found in one pass; braces in strings count as well. */
function closingBraces(prose: string): ReadonlyMap<number, number> {
  const open: number[] = [];
  const closed = new Map<number, number>();
  for (const { 0: brace, index } of prose.matchAll(/[{}]/g)) {
    if (brace === '{') open.push(index);
    else {
      const opening = open.pop();
      if (opening !== undefined) closed.set(opening, index);
    }
  }
  return closed;
}

function pieceAt(
  prose: string,
  at: number,
  braces: ReadonlyMap<number, number>,
  pictures: ReadonlyMap<string, string>,
): Piece {
  const mark = prose[at];
  if (mark === '\\') return asItIs(prose, at, at + 2);
  if (mark === '`') return asItIs(prose, at, at + (matchAt(CODE, prose, at)?.[0].length ?? 1));
  if (mark === '$') return asItIs(prose, at, at + (matchAt(FORMULA, prose, at)?.[0].length ?? 1));
  if (mark === '{') return expressionAt(prose, at, braces);
  return tagAt(prose, at, braces, pictures) ?? asItIs(prose, at, at + 1);
}

function asItIs(prose: string, at: number, end: number): Piece {
  return { end, shown: prose.slice(at, end) };
}

function matchAt(pattern: RegExp, prose: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(prose);
}

/** An unclosed brace is text, and so are braces of a formula such as `x^{2}`. */
function expressionAt(prose: string, at: number, braces: ReadonlyMap<number, number>): Piece {
  const close = braces.get(at);
  if (close === undefined) return asItIs(prose, at, at + 1);
  const inside = prose.slice(at + 1, close);
  const isFormula = /[\w^}]/.test(prose[at - 1] ?? '') && LETTERS.test(inside);
  if (isFormula) return asItIs(prose, at, close + 1);
  return { end: close + 1, shown: textIn(inside) ?? '' };
}

/** The text of an expression that is a literal. */
function textIn(expression: string): string | undefined {
  return STRING.exec(expression)
    ?.slice(1)
    .find((each) => each !== undefined);
}

function tagAt(
  prose: string,
  at: number,
  braces: ReadonlyMap<number, number>,
  pictures: ReadonlyMap<string, string>,
): Piece | undefined {
  const opening = matchAt(TAG, prose, at);
  if (opening === null) return undefined;
  const [whole, slash = '', name] = opening;
  if (name === undefined) return { end: at + whole.length, shown: '' };
  const attributes: Record<string, string> = {};
  let end = at + whole.length;
  let pending: string | undefined;
  while (prose[end] !== '>') {
    if (prose[end] === '{') {
      const close = braces.get(end);
      if (close === undefined) return undefined;
      const value = attributeIn(prose.slice(end + 1, close), pictures);
      if (pending !== undefined && value !== undefined) attributes[pending] = value;
      end = close + 1;
      pending = undefined;
      continue;
    }
    const part = matchAt(PART, prose, end);
    if (part === null || part[0] === '') return undefined;
    const [read, key, double, single = double] = part;
    end += read.length;
    if (key === undefined) continue;
    pending = single === undefined && prose[end] === '{' ? key : undefined;
    if (pending === undefined) attributes[key] = single ?? '';
  }
  const isClosed = prose[end - 1] === '/';
  const tag = { name, attributes, isClosing: slash !== '', isClosed };
  return { end: end + 1, shown: componentHtml(tag) ?? withSpace(prose, at, end + 1, tagHtml(tag)) };
}

/** The text of an attribute, or the imported image that its expression names. */
function attributeIn(
  expression: string,
  pictures: ReadonlyMap<string, string>,
): string | undefined {
  const [, required] = /\brequire\(\s*["']([^"'\n]+)["']\s*\)/.exec(expression) ?? [];
  const [, name = ''] = /^\s*(\w+)(?:\.src|\.default)?\s*$/.exec(expression) ?? [];
  return textIn(expression) ?? required ?? pictures.get(name);
}

function tagHtml({ name, attributes, isClosing, isClosed }: Tag): string {
  const written = Object.entries(attributes).map(
    ([key, text]) => ` ${nameInHtml(key)}="${escapeHtml(text)}"`,
  );
  return `<${isClosing ? '/' : ''}${name}${written.join('')}${isClosed ? ' /' : ''}>`;
}

/** `class` in place of React's `className`: some themes style elements by class. */
function nameInHtml(key: string): string {
  return key === 'className' ? 'class' : key;
}

const BLOCK =
  /^(?:div|section|aside|article|header|footer|main|nav|center|details|summary|figure|figcaption|blockquote)$/;

/**
 * Adds blank lines around a block tag. Without them, Markdown reads the text after such a tag as
 * HTML up to the next blank line, while MDX reads it as Markdown.
 */
function withSpace(prose: string, at: number, end: number, tag: string): string {
  const [, name = ''] = /^<\/?([\w.-]+)/.exec(tag) ?? [];
  if (BLOCK.test(name)) return `\n\n${tag}\n\n`;
  const isAlone =
    /^[ \t]*(?:\n|$)/.test(prose.slice(end, end + 100)) &&
    /(?:^|\n)[ \t]*$/.test(prose.slice(Math.max(0, at - 100), at));
  return isAlone && /^[A-Z]/.test(name) ? `\n\n${tag}\n\n` : tag;
}
