import { type ASTNode, type GraphQLError, Kind, type ObjectValueNode, visit } from 'graphql';

/** One of GraphQL's own messages and its replacement; `undefined` keeps the message. */
interface Rewording {
  readonly pattern: RegExp;
  readonly reword: (
    found: readonly string[],
    node: ASTNode | undefined,
    message: string,
  ) => string | undefined;
}

/** The message of an error; reworded where GraphQL's own does not say what to do. */
export function sentenceOf({ message, nodes }: GraphQLError): string {
  for (const { pattern, reword } of REWORDINGS) {
    const found = pattern.exec(message);
    const sentence = found === null ? undefined : reword(found, nodes?.[0], message);
    if (sentence !== undefined) return sentence;
  }
  return message;
}

/** What an input type identifies, in the words of a client. */
const IDENTIFIED: Readonly<Record<string, string>> = {
  ArticleBy: 'article',
  AuthorBy: 'author',
  TopicBy: 'topic',
};

const REWORDINGS: readonly Rewording[] = [
  {
    pattern: /^Validation aborted\.$/,
    reword: () =>
      'Expected fewer fields of the same name in one selection: there are too many to compare.',
  },
  {
    pattern: /^OneOf Input Object "(\w+)" must specify exactly one key\.$/,
    reword: ([, type], node) => {
      if (node?.kind !== Kind.OBJECT) return undefined;
      const names = node.fields.map(({ name }) => name.value).join(' and ') || 'none';
      return `Expected exactly one key in ${type}, found ${names}.`;
    },
  },
  {
    pattern: /^Field "(\w+)\.(\w+)" must be non-null\.$/,
    reword: ([, type, key]) => `\`${key}\` must not be null: ${type} needs one key with a value.`,
  },
  {
    pattern: /^(Variable "\$.+); Field "(\w+)" must be non-null\.$/s,
    reword: ([, variable, key]) => `${variable}; \`${key}\` must not be null.`,
  },
  {
    pattern: /^Argument "\w+" has invalid value \{/,
    reword: (_found, node) => (node?.kind === Kind.OBJECT ? nullVariable(node) : undefined),
  },
  {
    pattern: /^Expected value of type "(\w+)!?", found \[/,
    reword: ([, type = ''], node) => (node?.kind === Kind.LIST ? `${oneOnly(type)}.` : undefined),
  },
  {
    pattern:
      /^(Variable "\$\w+" got invalid value \[.+); Expected type "(\w+)" to be an object\.$/s,
    reword: ([, variable, type = '']) => `${variable}; ${oneOnly(type)}.`,
  },
  {
    pattern: /^(?:ID|String|Int|Boolean) cannot represent a? ?non.+ value: \[/s,
    reword: (_found, node, message) =>
      node?.kind === Kind.LIST ? `${message}: expected one value only, found a list.` : undefined,
  },
  {
    pattern: /^Enum "(\w+)" cannot represent non-enum value: (".*?")\.( Did you mean .+)?$/s,
    reword: ([, type, value = '', hint = ''], node) => {
      if (node?.kind !== Kind.STRING) return undefined;
      const more = hint.includes(value) ? '' : hint;
      return `Expected a value of the enum ${type}, found the string ${value}: write it without quotes.${more}`;
    },
  },
];

function oneOnly(type: string): string {
  return `Expected one ${IDENTIFIED[type] ?? `value of type ${type}`} only, found a list`;
}

/** The keys of the one-of types. */
const ONE_OF_KEYS = ['id', 'slug', 'url'];

/** A one-of is refused when it runs if the variable of its only key has no value. */
function nullVariable(value: ObjectValueNode): string | undefined {
  const sentences: string[] = [];
  visit(value, {
    ObjectField: ({ name: { value: key }, value: given }) => {
      if (given.kind !== Kind.VARIABLE || !ONE_OF_KEYS.includes(key)) return;
      const variable = given.name.value;
      sentences.push(`\`${key}\` must not be null: the variable \`$${variable}\` has no value.`);
    },
  });
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}
