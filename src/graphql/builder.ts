import SchemaBuilder from '@pothos/core';
import ComplexityPlugin, { ComplexityErrorKind } from '@pothos/plugin-complexity';
import RelayPlugin, { resolveNodes } from '@pothos/plugin-relay';
import type { Context } from '../context.js';
import { BroadsheetError } from '../errors.js';
import { decodeOrMark, encodeGlobalId } from './global-id.js';
import { nodeIdError, nodesOrErrors } from './node-types.js';

/** The types of the schema builder: context, scalars, and fields that are non-null by default. */
export interface SchemaShape {
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    DateTime: { Input: Date; Output: Date };
    ID: { Input: string; Output: string };
  };
}

const MAX_NODES = 100;

/** A named type, because the builder's own options (`nodesQueryOptions`) refer to the builder. */
type Builder = PothosSchemaTypes.SchemaBuilder<PothosSchemaTypes.ExtendDefaultTypes<SchemaShape>>;

/** The only Pothos builder. Each subject adds its types and fields to it when it is imported. */
export const builder: Builder = new SchemaBuilder<SchemaShape>({
  plugins: [ComplexityPlugin, RelayPlugin],
  defaultFieldNullability: false,
  complexity: {
    defaultComplexity: 1,
    defaultListMultiplier: 3,
    limit: ({ limits }) => ({ depth: limits.depth, complexity: limits.complexity }),
    complexityError: (kind, found) => {
      if (kind === ComplexityErrorKind.Depth) {
        return new BroadsheetError(
          'QUERY_TOO_DEEP',
          `Expected at most ${found.maxDepth} levels of fields, found ${found.depth}.`,
        );
      }
      return new BroadsheetError(
        'QUERY_TOO_COMPLEX',
        `Expected a cost of at most ${found.maxComplexity}, found ${found.complexity}: ` +
          'ask for smaller pages or for fewer fields below lists.',
      );
    },
  },
  relay: {
    encodeGlobalID: (typename, id) => encodeGlobalId(typename, String(id)),
    decodeGlobalID: decodeOrMark,
    brandLoadedObjects: true,
    nodeTypeOptions: {
      description: 'An object with a global id; `node` and `nodes` read it again by that id.',
    },
    idFieldOptions: {
      description: 'Global id: opaque, unique over all types, and it never changes.',
    },
    nodeQueryOptions: {
      description:
        'The object with this global id. Null if it does not exist or is not published. `INVALID_ID` for a malformed id.',
      nullable: true,
      args: { id: { description: 'A global id, as an `id` field returns it.' } },
      resolve: (_root, { id }, _context, { schema }, resolveNode) => {
        const error = nodeIdError(schema, id);
        if (error !== undefined) throw error;
        return resolveNode(id);
      },
    },
    nodesQueryOptions: {
      description:
        'The objects with these global ids, in the order of the ids. An item is null if its object does not exist or is not published; for a malformed id it is null with an error `INVALID_ID`. `INVALID_PAGE_SIZE` for more than 100 ids.',
      nullable: { list: false, items: true },
      args: { ids: { description: 'Global ids, as `id` fields return them; at most 100.' } },
      complexity: ({ ids }) => ({ field: 1, multiplier: Math.min(ids.length, MAX_NODES) }),
      resolve: (_root, { ids }, context, info) => {
        if (ids.length > MAX_NODES) {
          throw new BroadsheetError(
            'INVALID_PAGE_SIZE',
            `Expected at most ${MAX_NODES} ids, found ${ids.length}.`,
          );
        }
        return nodesOrErrors(info.schema, ids, (readable) =>
          resolveNodes(builder, context, info, readable),
        );
      },
    },
  },
});

builder.queryType({ description: 'The entry points for reading.' });
