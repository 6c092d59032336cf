import { Parser } from 'htmlparser2';
import { ABSURD_DEPTH } from '../../content/html.js';

/** A token of HTML as written; concatenated, the tokens of a text give the text again. */
export interface HtmlToken {
  readonly kind: 'TEXT' | 'OPEN' | 'CLOSE' | 'COMMENT';
  readonly raw: string;
  /** The tag name in lower case; empty for text and comments. */
  readonly name: string;
  /** Offset of `raw` in the whole text. */
  readonly start: number;
}

/**
 * Splits HTML into tags, comments and text, without losing a character.
 *
 * Whatever the parser ignores (half a tag at the end) becomes text, and so does everything after
 * the point where elements nest deeper than `ABSURD_DEPTH`.
 */
export function htmlTokens(html: string): readonly HtmlToken[] {
  const tokens: HtmlToken[] = [];
  let end = 0;
  let depth = 0;
  const add = (kind: HtmlToken['kind'], name: string, from: number, to: number) => {
    if (from < end || to <= from) return;
    if (from > end) tokens.push(textToken(html, end, from));
    tokens.push({ kind, name, raw: html.slice(from, to), start: from });
    end = to;
  };
  const parser = new Parser(
    {
      onopentag: (name, _attributes, isImplied) => {
        depth += 1;
        if (depth > ABSURD_DEPTH) parser.pause();
        else if (!isImplied) add('OPEN', name, parser.startIndex, parser.endIndex + 1);
      },
      onclosetag: (name, isImplied) => {
        depth -= 1;
        if (!isImplied) add('CLOSE', name, parser.startIndex, parser.endIndex + 1);
      },
      oncomment: () => add('COMMENT', '', parser.startIndex, parser.endIndex + 1),
    },
    { decodeEntities: false },
  );
  parser.end(html);
  if (end < html.length) tokens.push(textToken(html, end, html.length));
  return tokens;
}

function textToken(html: string, from: number, to: number): HtmlToken {
  return { kind: 'TEXT', name: '', raw: html.slice(from, to), start: from };
}
