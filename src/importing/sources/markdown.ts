import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { TextDecoder } from 'node:util';
import type { SourceRecord } from '../../publishing/entry.js';
import { withoutUndefined } from '../absence.js';
import { BrokenRecord } from './broken-record.js';
import { articleOf, type MarkdownFolder } from './markdown/article.js';
import { readConfiguration } from './markdown/configuration.js';
import { textField } from './markdown/fields.js';
import { markdownFiles } from './markdown/files.js';
import { cannotOpen, readFrontMatter } from './markdown/front-matter.js';
import { GeneratorConventions } from './markdown/generator-conventions.js';
import { type Inherited, inheritedIn, withInherited } from './markdown/inherited.js';
import { permalinksOf } from './markdown/permalinks.js';
import { readRegisters } from './markdown/registers.js';
import { localTimeOf, mainLanguageOf, siteIn } from './markdown/site.js';
import { taxonomiesIn } from './markdown/topics.js';

/** A folder of Markdown files, or one file. */
export interface MarkdownInput {
  readonly path: string;
  /** Keeps apart two folders that contain equal paths. */
  readonly namespace?: string;
  /** The time of the import; relative dates count from it, and later dates mean scheduled. */
  readonly now: Date;
  readonly onBytes?: (bytes: number) => void;
}

/** Maximum size of one file in bytes; that of a database document is the same. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

/**
 * The records of a Markdown folder: the site, authors and topics first, then one record per file,
 * sorted by path.
 *
 * A file that cannot be parsed yields a `FAILED` record, and the import continues.
 */
export async function* markdownSource(input: MarkdownInput): AsyncGenerator<SourceRecord> {
  const isFolder = (await stat(input.path)).isDirectory();
  const root = isFolder ? input.path : dirname(input.path);
  const identityPrefix = `markdown:${input.namespace === undefined ? '' : `${input.namespace}:`}`;
  const configuration = await readConfiguration(root);
  const { generator, fields } = configuration;
  const registers = await readRegisters(root, identityPrefix, siteIn(fields));
  if (registers.site !== undefined) yield { kind: 'SITE', ...registers.site };
  for (const author of registers.authors.values()) yield { kind: 'AUTHOR', ...author };
  for (const topic of registers.topics.values()) yield { kind: 'TOPIC', ...topic };
  for (const broken of registers.broken) yield { kind: 'FAILED', ...broken };
  const folder: ReadFolder = {
    ...{ root, identityPrefix, registers, permalinks: permalinksOf(fields) },
    taxonomies: taxonomiesIn(fields),
    time: { now: input.now, local: localTimeOf(fields) },
    inherited: inheritedIn(root, configuration),
    conventions: new GeneratorConventions(root, generator),
  };
  const mainLanguage = mainLanguageOf(fields) ?? (generator === 'HUGO' ? 'en' : undefined);
  const paths = isFolder ? markdownFiles(root, mainLanguage) : [basename(input.path)];
  for await (const path of paths) yield* recordsOf(path, folder, input.onBytes);
}

interface ReadFolder extends MarkdownFolder {
  readonly inherited: Inherited;
  readonly conventions: GeneratorConventions;
}

async function* recordsOf(
  path: string,
  folder: ReadFolder,
  onBytes: MarkdownInput['onBytes'],
): AsyncGenerator<SourceRecord> {
  let title: string | undefined;
  const skipped = (reason: string) =>
    withoutUndefined({ kind: 'SKIPPED', place: path, title, reason });
  try {
    const outOfPlace = await folder.conventions.byPlace(path);
    if (outOfPlace !== undefined) {
      onBytes?.((await stat(join(folder.root, path)).catch(cannotOpen)).size);
      yield skipped(outOfPlace);
      return;
    }
    const file = readFrontMatter(await textOf(join(folder.root, path), onBytes));
    title = textField(file.data, 'title');
    const fields = withInherited(file.data, await folder.inherited(path));
    const noArticle = await folder.conventions.byMatter(path, file, fields);
    if (noArticle !== undefined) {
      yield skipped(noArticle);
      return;
    }
    const { article, ancestors } = await articleOf(path, file, fields, folder);
    for (const topic of ancestors) yield { kind: 'TOPIC', ...topic };
    yield { kind: 'ARTICLE', ...article };
  } catch (error) {
    const broken = brokenBy(error);
    const place = broken.placeIn(path);
    yield withoutUndefined({ kind: 'FAILED', place, title, reason: broken.message });
  }
}

/** The failure of one file; one that nests too deeply for the stack fails without the others. */
function brokenBy(error: unknown): BrokenRecord {
  if (error instanceof BrokenRecord) return error;
  if (error instanceof RangeError) return new BrokenRecord('it nests too deeply');
  throw error;
}

async function textOf(path: string, onBytes: MarkdownInput['onBytes']): Promise<string> {
  const { size } = await stat(path).catch(cannotOpen);
  if (size > MAX_FILE_BYTES) {
    throw new BrokenRecord(`expected at most ${MAX_FILE_BYTES} bytes, found ${size}`);
  }
  const bytes = await readFile(path).catch(cannotOpen);
  onBytes?.(bytes.length);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BrokenRecord('expected UTF-8 text, found other bytes. Save the file as UTF-8');
  }
}
