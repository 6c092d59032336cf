const FENCE = /^[ \t]*(`{3,}|~{3,})(.*)$/;

/**
 * A Markdown text with its prose changed, and its code, in blocks and in lines, as it was.
 *
 * `change` gets each piece of prose with the code of its lines in it; what must not touch that asks
 * `outsideOfCode`.
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

/** The prose with every match replaced that does not begin within the code of a line. */
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

/** How a mark begins and how it ends, where all between the two belongs to it. */
interface Enclosure {
  readonly opening: string;
  readonly closing: RegExp;
}

/**
 * As `outsideOfCode`, for a pattern with such a mark.
 *
 * What is opened behind the last that closes anything is hidden from the pattern, which would read
 * to the end for each of them.
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

/** The prose with its matches replaced, of which none goes on behind the last closing mark. */
export function replacedUpTo(
  prose: string,
  pattern: RegExp,
  closing: RegExp,
  replace: (...match: string[]) => string,
): string {
  const end = endOfLast(prose, closing);
  return prose.slice(0, end).replace(pattern, replace) + prose.slice(end);
}

/** Of Unicode's private characters, which no text has. */
const HIDDEN = '\u{F0F0F}';

function endOfLast(prose: string, closing: RegExp): number {
  let end = 0;
  for (const { 0: mark, index } of prose.matchAll(closing)) end = index + mark.length;
  return end;
}

function closes(mark: string, behind: string, fence: string): boolean {
  return mark[0] === fence[0] && mark.length >= fence.length && behind.trim() === '';
}
