import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** The name of the manifest in the directory of GraphiQL's files. */
export const MANIFEST = 'manifest.json';

const manifestShape = z.object({
  madeFrom: z.string(),
  launch: z.string(),
  app: z.string(),
  style: z.string(),
  editorWorker: z.string(),
  json: z.string(),
  graphql: z.string(),
});

/** What GraphiQL's files were made from, and the file name, content hash included, of each. */
export type GraphiqlManifest = z.infer<typeof manifestShape>;

/** Reads which files GraphiQL has; throws when they were never built or are not whole. */
export async function readManifest(directory: URL): Promise<GraphiqlManifest> {
  return manifestShape.parse(JSON.parse(await readFile(new URL(MANIFEST, directory), 'utf8')));
}
