const OPENING = /^[ \t]*:{3,}[ \t]*(?:[a-z][\w-]*)?(?:\[([^\]\n]*)\])?(?:\{[^}\n]*\})?[ \t]*(.*)$/i;
const CLOSING = /^[ \t]*:{3,}[ \t]*$/;
const INDENTED =
  /^(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+"([^"\n]*)")?[ \t]*\n((?:(?: {4}|\t).*(?:\n|$)|[ \t]*\n)*)/gm;
const ALERT = /^((?:[ \t]*>)+[ \t]*)\[!\w+\][+-]?[ \t]*(.*)$/gm;

/**
 * Converts the admonitions of generators to HTML around Markdown: `:::note` of Docusaurus and
 * `!!! note` of MkDocs. GitHub's `> [!NOTE]` becomes an ordinary quotation.
 */
export function withAsides(prose: string): string {
  const indented = prose.replace(INDENTED, (_, title: string | undefined, inside: string) =>
    [opened(title ?? ''), inside.replace(/^(?: {4}|\t)/gm, ''), CLOSED].join('\n'),
  );
  const quoted = indented.replace(ALERT, (_, quote: string, title: string) =>
    title === '' ? quote : `${quote}**${title}**\n${quote}`,
  );
  return quoted
    .split('\n')
    .map((line) => {
      if (!/^[ \t]*:{3}/.test(line)) return line;
      if (CLOSING.test(line)) return CLOSED;
      const [, bracketed, behind = ''] = OPENING.exec(line) ?? [];
      return opened(bracketed ?? behind);
    })
    .join('\n');
}

const CLOSED = '\n\n</aside>\n';

function opened(title: string): string {
  return `\n<aside>\n\n${title.trim() === '' ? '' : `**${title.trim()}**\n\n`}`;
}
