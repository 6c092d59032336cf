import SchemaBuilder from '@pothos/core';
import ComplexityPlugin, { ComplexityErrorKind } from '@pothos/plugin-complexity';
import RelayPlugin from '@pothos/plugin-relay';
import type { Context } from '../context.js';
import { BroadsheetError } from '../errors.js';
import { decodeGlobalId, encodeGlobalId } from './global-id.js';
import { refuseUnlessNodes } from './node-types.js';

/** What the schema is made of: the context, the scalars, and non-null unless said otherwise. */
export interface SchemaShape {
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    DateTime: { Input: Date; Output: Date };
    ID: { Input: string; Output: string };
  };
}

const MOST_NODES = 100;

/** The one Pothos builder; every subject adds its types and fields to it. */
export const builder = new SchemaBuilder<SchemaShape>({
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
    decodeGlobalID: decodeGlobalId,
    brandLoadedObjects: true,
    nodeTypeOptions: { description: 'Anything that has a global id and can be read again by it.' },
    idFieldOptions: { description: 'The global id: opaque, and the same for ever.' },
    nodeQueryOptions: {
      description: 'The object of a global id; null if there is none that you may see.',
      nullable: true,
      args: { id: { description: 'A global id, as it stands in an `id` field.' } },
      resolve: (_root, { id }, _context, { schema }, resolveNode) => {
        refuseUnlessNodes(schema, [id]);
        return resolveNode(id);
      },
    },
    nodesQueryOptions: {
      description: 'The objects of many global ids (at most 100), in the order of the ids.',
      nullable: { list: false, items: true },
      args: { ids: { description: 'Global ids, as they stand in `id` fields.' } },
      complexity: ({ ids }) => ({ field: 1, multiplier: Math.min(ids.length, MOST_NODES) }),
      resolve: (_root, { ids }, _context, { schema }, resolveNodes) => {
        if (ids.length > MOST_NODES) {
          throw new BroadsheetError(
            'INVALID_PAGE_SIZE',
            `Expected at most ${MOST_NODES} ids, found ${ids.length}.`,
          );
        }
        refuseUnlessNodes(schema, ids);
        return resolveNodes(ids);
      },
    },
  },
});

builder.queryType({ description: 'Everything that can be read.' });
