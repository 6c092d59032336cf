import type { ParseOptions } from 'graphql';
import { parse } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Refuses a document of more lexical tokens before the rest of it is read. */
export function limitTokens(maxTokens: number): Plugin {
  return {
    onParse: ({ setParseFn }) => {
      setParseFn((source: string, options?: ParseOptions) =>
        parse(source, { ...options, maxTokens }),
      );
    },
  };
}
