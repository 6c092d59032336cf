/** Process entry of `npm run build`, after the compiler: makes the files that are not code. */
import { GRAPHIQL_DIRECTORY } from './http/graphiql-assets.js';
import { buildGraphiql } from './http/graphiql-build.js';

await buildGraphiql(GRAPHIQL_DIRECTORY);
