import { Parser } from 'htmlparser2';
import { ABSURD_DEPTH } from '../../content/html.js';

/** A piece of HTML as written; all pieces of a text in a row are the text again. */
export interface HtmlToken {
  readonly kind: 'TEXT' | 'OPEN' | 'CLOSE' | 'COMMENT';
  readonly raw: string;
  /** Lower case; empty for text and comments. */
  readonly name: string;
  /** Offset of `raw` in the whole. */
  readonly start: number;
}

/**
 * HTML cut into tags, comments and the text between them, losing no character.
 *
 * Whatever the parser takes for nothing (half a tag at the end) is text, and so is all from where
 * elements nest to an absurd depth.
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
