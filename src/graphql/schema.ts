import type { GraphQLSchema } from 'graphql';
import './scalars.js';
import '../editorial/site/site.queries.js';
import '../editorial/topic/topic.queries.js';
import '../editorial/author/author.queries.js';
import '../editorial/article/article.queries.js';
import '../editorial/article/article.fields.js';
import '../editorial/article/article-neighbours.fields.js';
import '../editorial/related/related.fields.js';
import '../editorial/resolution/resolution.queries.js';
import '../readers/comment/comment.fields.js';
import '../readers/share/share.fields.js';
import { builder } from './builder.js';

let schema: GraphQLSchema | undefined;

/**
 * The whole schema. Every subject is added by an import above. It is built once per process, which
 * takes 30 ms: it contains nothing of an app, and a gateway builds its app again when it changes
 * the database.
 */
export function createSchema(): GraphQLSchema {
  schema ??= builder.toSchema();
  return schema;
}
