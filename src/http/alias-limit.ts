import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * Refuses a document with more aliases: a page needs a handful, and each one may repeat a whole
 * text.
 */
export function limitAliases(maxAliases: number): Plugin {
  return {
    onValidate: ({ addValidationRule }) => addValidationRule(atMost(maxAliases)),
  };
}

function atMost(maxAliases: number) {
  return (context: ValidationContext): ASTVisitor => {
    let aliases = 0;
    return {
      Field: (field) => {
        if (field.alias === undefined) return;
        aliases += 1;
        if (aliases === maxAliases + 1) context.reportError(tooMany(maxAliases));
      },
    };
  };
}

function tooMany(maxAliases: number): GraphQLError {
  return new GraphQLError(`Expected at most ${maxAliases} aliases in a document, found more.`, {
    extensions: { code: 'TOO_MANY_ALIASES' },
  });
}
