import { Parser } from 'htmlparser2';
import { withoutControls } from './html.js';
import { GAP, TextSink } from './text-sink.js';

const PARAGRAPHS: ReadonlySet<string> = new Set(
  'p div blockquote ul ol pre h1 h2 h3 h4 h5 h6 table hr'.split(' '),
);
const LINES: ReadonlySet<string> = new Set(['li', 'tr', 'dt', 'dd']);
const UNREAD: ReadonlySet<string> = new Set(
  'script style title template textarea select iframe object noscript svg math xmp'.split(' '),
);

/**
 * Deeper nesting is an attack. The parser's time grows with the square of the depth, so it stops.
 */
const ABSURD_DEPTH = 1000;

/**
 * A comment's HTML as plain text. Line breaks are kept; a link becomes its text.
 *
 * The result is not escaped: it may contain `<script>` as text if the comment showed that. A page
 * must escape it.
 */
export function commentText(html: string): string {
  // Comment forms store line ends as typed, so they are line breaks unless the markup has its own
  // breaks.
  const hasOwnBreaks = /<(?:p|br|div)\b/i.test(html);
  const sink = new TextSink();
  let unread = 0;
  let depth = 0;
  const parser = new Parser({
    onopentag: (name) => {
      depth++;
      if (depth > ABSURD_DEPTH) parser.pause();
      if (UNREAD.has(name)) unread++;
      else if (name === 'br') sink.breakLine();
      else part(sink, name);
    },
    ontext: (text) => {
      if (unread > 0) return;
      if (hasOwnBreaks) sink.add(text);
      else addLines(sink, text);
    },
    onclosetag: (name) => {
      depth--;
      if (UNREAD.has(name)) unread--;
      else part(sink, name);
    },
  });
  parser.write(html.replace(/\r\n?/g, '\n'));
  parser.end();
  return withoutControls(sink.text);
}

function part(sink: TextSink, name: string): void {
  if (PARAGRAPHS.has(name)) sink.part(GAP.PARAGRAPH);
  else if (LINES.has(name)) sink.part(GAP.LINE);
}

function addLines(sink: TextSink, text: string): void {
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) sink.breakLine();
    sink.add(line);
  }
}
