/** Process entry of `npm run build`, after the compiler: makes what is not code. */
import { chmod, writeFile } from 'node:fs/promises';
import { GRAPHIQL_DIRECTORY } from './http/graphiql-assets.js';
import { buildGraphiql } from './http/graphiql-build.js';

// npm makes `cli.js` executable only when it creates the link in `node_modules/.bin`. A later build
// overwrites the file, and `npx broadsheet` would fail.
await chmod(new URL('cli.js', import.meta.url), 0o755);
await buildGraphiql(GRAPHIQL_DIRECTORY);

// `npm start` builds only if a source is newer than this file: it may be run by a user who may not
// write here.
await writeFile(new URL('.built', import.meta.url), '');
