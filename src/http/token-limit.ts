import { GraphQLError, type ParseOptions, parse } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Refuses a document of more lexical tokens before the rest of it is read. */
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
