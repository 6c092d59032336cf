import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';
import { type GraphiqlManifest, MANIFEST, readManifest } from './graphiql-manifest.js';

const PACKAGE = '@graphql-yoga/render-graphiql';

/**
 * Makes the files that GraphiQL's page loads, each plain, in brotli and in gzip, named by content.
 *
 * GraphiQL comes as a package of 9 MB of strings. Made into files once, at build time, they cost
 * the gateway neither memory nor time, and the package is not needed where the gateway runs. Takes
 * about a second; does nothing when the directory holds what these versions would give.
 */
export async function buildGraphiql(directory: URL): Promise<void> {
  const launcher = await readFile(new URL('../../src/http/graphiql-launch.js', import.meta.url));
  const madeFrom = `${PACKAGE} ${packageVersion()}, launcher ${contentHash(launcher)}`;
  const before = await readManifest(directory).catch(() => undefined);
  if (before?.madeFrom === madeFrom) return;

  await mkdir(directory, { recursive: true });
  const { js, css, editorWorkerService, jsonWorker, graphqlWorker } = await import(
    '@graphql-yoga/render-graphiql/graphiql'
  );
  const write = (name: string, type: string, content: string | Buffer) =>
    writeAsset(directory, name, type, Buffer.from(content));
  const [launch, app, style, editorWorker, json, graphql] = await Promise.all([
    write('launch', 'js', launcher),
    write('graphiql', 'js', js),
    write('graphiql', 'css', css),
    write('editor-worker', 'js', editorWorkerService),
    write('json-worker', 'js', jsonWorker),
    write('graphql-worker', 'js', graphqlWorker),
  ]);
  await finish(directory, { madeFrom, launch, app, style, editorWorker, json, graphql });
}

function packageVersion(): string {
  const { version }: { version: string } = createRequire(import.meta.url)(
    `${PACKAGE}/package.json`,
  );
  return version;
}

function contentHash(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}

async function writeAsset(
  directory: URL,
  name: string,
  type: string,
  content: Buffer,
): Promise<string> {
  const file = `${name}-${contentHash(content)}.${type}`;
  const params = {
    // Measured: a hundredth larger than 9, which takes three times as long (11: fifty times).
    [zlib.BROTLI_PARAM_QUALITY]: 7,
    [zlib.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(content, { params }),
    promisify(gzip)(content),
  ]);
  await Promise.all([
    writeFile(new URL(file, directory), content),
    writeFile(new URL(`${file}.br`, directory), brotli),
    writeFile(new URL(`${file}.gz`, directory), gzipped),
  ]);
  return file;
}

/** Says that the files are whole, then takes away those of an earlier version. */
async function finish(directory: URL, manifest: GraphiqlManifest): Promise<void> {
  const unfinished = new URL(`${MANIFEST}.${process.pid}`, directory);
  await writeFile(unfinished, `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(unfinished, new URL(MANIFEST, directory));

  const current = new Set(Object.values(manifest));
  const outdated = (await readdir(directory)).filter(
    (file) => file !== MANIFEST && !current.has(file.replace(/\.(br|gz)$/, '')),
  );
  await Promise.all(outdated.map((file) => rm(new URL(file, directory), { force: true })));
}
