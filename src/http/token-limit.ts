import { GraphQLError, Lexer, type ParseOptions, parse, Source, TokenKind } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * Brackets of all kinds within each other: far more than a field's depth may be, and far less than
 * what the parser, which calls itself for each, has room for.
 */
const MAX_NESTING = 200;

/**
 * Refuses a document of more lexical tokens before the rest of it is read, and one with more
 * brackets within each other than a parser can follow.
 */
export function limitTokens(maxTokens: number): Plugin {
  return {
    onParse: ({ setParseFn }) => {
      setParseFn((source: string, options?: ParseOptions) =>
        parseWithin(maxTokens, source, options),
      );
    },
  };
}

function parseWithin(maxTokens: number, source: string, options: ParseOptions | undefined) {
  refuseDeep(source, maxTokens);
  try {
    return parse(source, { ...options, maxTokens });
  } catch (error) {
    // The parser tells this refusal from a syntax error by its words alone.
    if (!(error instanceof GraphQLError) || !/more tha[nt] \d+ tokens/.test(error.message)) {
      throw error;
    }
    throw new GraphQLError(
      `Expected a document of at most ${maxTokens} tokens (names, marks and values), found more.`,
      { extensions: { code: 'TOO_MANY_TOKENS', http: { spec: true, status: 400 } } },
    );
  }
}

function refuseDeep(source: string, maxTokens: number): void {
  const brackets = source.match(/[{[(]/g)?.length ?? 0;
  if (brackets <= MAX_NESTING || nesting(new Lexer(new Source(source)), maxTokens) === 'SHALLOW') {
    return;
  }
  throw new GraphQLError(
    `Expected at most ${MAX_NESTING} brackets within each other, found more.`,
    { extensions: { code: 'QUERY_TOO_DEEP', http: { spec: true, status: 400 } } },
  );
}

const OPENING: readonly TokenKind[] = [TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L];
const CLOSING: readonly TokenKind[] = [TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R];

/** What is no token ends the look: the parser says it better. */
function nesting(lexer: Lexer, maxTokens: number): 'DEEP' | 'SHALLOW' {
  let depth = 0;
  try {
    for (let tokens = 0; tokens <= maxTokens; tokens += 1) {
      const { kind } = lexer.advance();
      if (kind === TokenKind.EOF) break;
      if (OPENING.includes(kind)) depth += 1;
      if (CLOSING.includes(kind)) depth -= 1;
      if (depth > MAX_NESTING) return 'DEEP';
    }
  } catch {
    return 'SHALLOW';
  }
  return 'SHALLOW';
}
