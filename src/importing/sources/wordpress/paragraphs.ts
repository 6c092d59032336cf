import { withoutEnd } from '../../../content/without-end.js';
import { type HtmlToken, htmlTokens } from '../html-tokens.js';

/** Elements that are copied unchanged. */
const VERBATIM = new Set(['pre', 'script', 'style', 'textarea', 'svg', 'math', 'object']);

/** Blocks in which text is put into paragraphs. */
const FLOW = new Set(
  'blockquote div section article aside main header footer details form fieldset center'.split(' '),
);
/** Blocks with a single text, which becomes paragraphs only if it contains a blank line. */
const ITEM = new Set('li td th dd'.split(' '));
/** Blocks with a single text, which is never put into paragraphs. */
const LINE = new Set(
  'p h1 h2 h3 h4 h5 h6 figcaption caption dt address summary legend hgroup'.split(' '),
);
/** Blocks that contain only other blocks, and no text. */
const FRAME = new Set(
  'table thead tbody tfoot tr colgroup ul ol dl figure video audio picture nav menu'.split(' '),
);
/** Blocks without content. */
const EMPTY = new Set('hr col source track'.split(' '));

const isBlock = (name: string): boolean =>
  [FLOW, ITEM, LINE, FRAME, EMPTY, VERBATIM].some((kind) => kind.has(name));

/**
 * Adds the paragraphs to a text of the classic editor, in the same way as WordPress.
 *
 * That editor stores no `<p>`: outside of preformatted text and between block elements, a blank
 * line separates paragraphs and a newline is a line break. WordPress adds them whenever it shows
 * the post, so an export does not contain them.
 */
export function paragraphs(html: string): string {
  const out: string[] = [];
  const open: string[] = [];
  let run: HtmlToken[] = [];
  const flush = () => {
    if (run.length > 0) out.push(runHtml(run, open.at(-1)));
    run = [];
  };
  const tokens = htmlTokens(html.replace(/\r\n?/g, '\n'));
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.kind === 'TEXT' || token.kind === 'COMMENT' || !isBlock(token.name)) {
      run.push(token);
      continue;
    }
    flush();
    if (VERBATIM.has(token.name) && token.kind === 'OPEN') {
      const end = closingOf(tokens, index);
      out.push(
        tokens
          .slice(index, end + 1)
          .map(({ raw }) => raw)
          .join(''),
        '\n',
      );
      index = end;
      continue;
    }
    if (token.kind === 'OPEN' && !EMPTY.has(token.name)) open.push(token.name);
    if (token.kind === 'CLOSE' && open.includes(token.name)) {
      open.length = open.lastIndexOf(token.name);
    }
    out.push(token.raw, endsLine(token) ? '\n' : '');
  }
  flush();
  return out.join('').trim();
}

/** Whether a newline follows a tag, for readability; never where it would be part of a text. */
function endsLine({ kind, name }: HtmlToken): boolean {
  return (
    kind === 'CLOSE' || FLOW.has(name) || EMPTY.has(name) || (FRAME.has(name) && name !== 'figure')
  );
}

function closingOf(tokens: readonly HtmlToken[], from: number): number {
  const name = tokens[from]?.name;
  let depth = 0;
  for (let index = from; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token?.name !== name) continue;
    depth += token?.kind === 'OPEN' ? 1 : -1;
    if (depth === 0) return index;
  }
  return tokens.length - 1;
}

/** The HTML of the tokens between two block tags; `around` is the enclosing block. */
function runHtml(run: readonly HtmlToken[], around: string | undefined): string {
  const raw = run.map((token) => token.raw).join('');
  if (raw.trim() === '') return '';
  if (around !== undefined && FRAME.has(around)) return raw.trim();
  const parts = partsOf(run)
    .map(withBreaks)
    .filter((part) => part !== '');
  if (around === undefined || around === 'blockquote') return wrapped(parts);
  if (LINE.has(around)) return parts.join(around === 'p' ? '</p>\n<p>' : '<br>\n');
  const isParted = parts.length > 1 || (FLOW.has(around) && hasEmptyEdge(raw));
  return isParted ? wrapped(parts) : parts.join('');
}

/** Whether the text begins or ends with a blank line. */
function hasEmptyEdge(raw: string): boolean {
  const before = raw.slice(0, raw.length - raw.trimStart().length);
  const behind = raw.slice(raw.trimEnd().length);
  return [before, behind].some((edge) => edge.split('\n').length > 2);
}

function wrapped(parts: readonly string[]): string {
  return parts.map((part) => `<p>${part}</p>\n`).join('');
}

/** Splits at blank lines, but not inside inline elements, whose tags would be separated. */
function partsOf(run: readonly HtmlToken[]): readonly string[] {
  const parts: string[] = [''];
  const closing = countsOf(run.filter(({ kind }) => kind === 'CLOSE'));
  let depth = 0;
  for (const { kind, raw, name } of run) {
    if (kind === 'TEXT' && depth === 0) {
      const [first = '', ...rest] = raw.split(/\n[ \t]*(?:\n[ \t]*)+/);
      parts[parts.length - 1] += first;
      parts.push(...rest);
      continue;
    }
    parts[parts.length - 1] += raw;
    const left = closing.get(name) ?? 0;
    // An unclosed element is ignored, because it would join all paragraphs after it.
    if (kind === 'OPEN' && left > 0) depth += 1;
    if (kind === 'CLOSE') {
      closing.set(name, left - 1);
      depth = Math.max(0, depth - 1);
    }
  }
  return parts;
}

function countsOf(tokens: readonly HtmlToken[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of tokens) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Replaces newlines in text by line breaks; not in tags, and not after a `<br>`. */
function withBreaks(part: string): string {
  return htmlTokens(part.trim())
    .map(({ kind, raw }, index, all) => {
      if (kind !== 'TEXT') return raw;
      const isAfterBreak = all[index - 1]?.name === 'br';
      const text = isAfterBreak ? raw.replace(/^[ \t]*\n/, '') : raw;
      const lines = text.split('\n');
      return [...lines.slice(0, -1).map((line) => withoutEnd(line, ' \t')), lines.at(-1)].join(
        '<br>\n',
      );
    })
    .join('');
}
