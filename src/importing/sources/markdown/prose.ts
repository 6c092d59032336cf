const FENCE = /^[ \t]*(`{3,}|~{3,})(.*)$/;

/**
 * Changes the prose of a Markdown text, and leaves code blocks unchanged.
 *
 * `change` gets each part between code blocks, which can still contain inline code; use
 * `outsideOfCode` to leave that unchanged as well.
 */
export function withProse(markdown: string, change: (prose: string) => string): string {
  const pieces: { isCode: boolean; lines: string[] }[] = [{ isCode: false, lines: [] }];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const [, mark = '', behind = ''] = FENCE.exec(line) ?? [];
    const opens = fence === undefined && mark !== '' && !(mark[0] === '`' && behind.includes('`'));
    if (opens) pieces.push({ isCode: true, lines: [] });
    pieces.at(-1)?.lines.push(line);
    if (opens) fence = mark;
    else if (fence !== undefined && closes(mark, behind, fence)) {
      fence = undefined;
      pieces.push({ isCode: false, lines: [] });
    }
  }
  return pieces
    .filter(({ lines }) => lines.length > 0)
    .map(({ isCode, lines }) => (isCode ? lines.join('\n') : change(lines.join('\n'))))
    .join('\n');
}

/** Replaces every match in prose that does not begin inside inline code. */
export function outsideOfCode(
  prose: string,
  pattern: RegExp,
  replace: (...match: string[]) => string,
): string {
  const both = new RegExp(
    `(?<!\`)(\`+)(?!\`)[^\`](?:(?!\\n\\n)[\\s\\S])*?(?<!\`)\\1(?!\`)|${pattern.source}`,
    pattern.flags,
  );
  return prose.replace(both, (whole: string, ticks: string | undefined, ...groups) =>
    ticks === undefined
      ? replace(whole, ...groups.filter((each) => typeof each !== 'number'))
      : whole,
  );
}

/** The opening and closing of a construct, such as a comment, that includes all text between. */
interface Enclosure {
  readonly opening: string;
  readonly closing: RegExp;
}

/**
 * Like `outsideOfCode`, for a pattern with such a construct.
 *
 * Openings after the last closing are hidden from the pattern, which would otherwise scan to the
 * end of the text for each of them.
 */
export function enclosedOutsideOfCode(
  prose: string,
  pattern: RegExp,
  { opening, closing }: Enclosure,
  replace: (...match: string[]) => string,
): string {
  const end = endOfLast(prose, closing);
  const hidden = opening.charAt(0) + HIDDEN + opening.slice(1);
  const shown = prose.slice(0, end) + prose.slice(end).replaceAll(opening, hidden);
  return outsideOfCode(shown, pattern, replace).replaceAll(hidden, opening);
}

/** Replaces all matches in prose up to the last closing mark; the rest is not scanned. */
export function replacedUpTo(
  prose: string,
  pattern: RegExp,
  closing: RegExp,
  replace: (...match: string[]) => string,
): string {
  const end = endOfLast(prose, closing);
  return prose.slice(0, end).replace(pattern, replace) + prose.slice(end);
}

/** A private-use character of Unicode, which does not occur in texts. */
const HIDDEN = '\u{F0F0F}';

function endOfLast(prose: string, closing: RegExp): number {
  let end = 0;
  for (const { 0: mark, index } of prose.matchAll(closing)) end = index + mark.length;
  return end;
}

function closes(mark: string, behind: string, fence: string): boolean {
  return mark[0] === fence[0] && mark.length >= fence.length && behind.trim() === '';
}
