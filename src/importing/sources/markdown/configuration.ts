import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { type Fields, isObject } from '../parsed-object.js';
import { anyCase } from './fields.js';
import { yaml } from './front-matter.js';
import { ownText } from './own-text.js';

/** The generator whose conventions a folder follows; Hexo counts as Jekyll. */
export type Generator = 'HUGO' | 'JEKYLL' | 'DOCUSAURUS' | 'ASTRO' | 'ELEVENTY';

/** The configuration of the generator of a folder. */
export interface Configuration {
  readonly generator: Generator | undefined;
  /** The values in its files; of a JavaScript file, only literal texts. */
  readonly fields: Fields;
}

const HUGO_NAMES = ['hugo.toml', 'hugo.yaml', 'hugo.yml', 'hugo.json'] as const;
const HUGO_OR_OTHERS = ['config.toml', 'config.yaml', 'config.yml', 'config.json'] as const;
const DATA_FILES = [
  ...['_config.yml', '_config.yaml'],
  ...HUGO_NAMES,
  ...HUGO_OR_OTHERS,
  ...[...HUGO_NAMES, ...HUGO_OR_OTHERS].map((name) => `config/_default/${name}`),
];

const PROGRAMS: readonly { generator: Generator; files: readonly string[] }[] = [
  { generator: 'DOCUSAURUS', files: programsNamed('docusaurus.config') },
  { generator: 'ASTRO', files: programsNamed('astro.config') },
  { generator: 'ELEVENTY', files: ['.eleventy.js', ...programsNamed('eleventy.config')] },
];

function programsNamed(name: string): readonly string[] {
  return ['js', 'ts', 'mjs', 'mts', 'cjs'].map((ending) => `${name}.${ending}`);
}

/** Reads the configuration of a folder; files that are missing or invalid are ignored. */
export async function readConfiguration(root: string): Promise<Configuration> {
  let generator: Generator | undefined;
  let fields: Fields = {};
  for (const path of DATA_FILES) {
    const declared = await dataIn(root, path);
    if (declared === undefined) continue;
    fields = { ...declared, ...fields };
    generator ??= generatorOf(path, declared);
  }
  for (const program of PROGRAMS) {
    for (const path of program.files) {
      if (!(await isThere(join(root, path)))) continue;
      fields = { ...textsIn(await textOrNothing(root, path)), ...fields };
      generator ??= program.generator;
    }
  }
  return { generator, fields };
}

async function dataIn(root: string, path: string): Promise<Fields | undefined> {
  try {
    const text = await ownText(root, path);
    const data = path.endsWith('.toml') ? parseToml(text) : yaml(text, 1);
    return isObject(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Many programs have a `config.yaml`; that of Hugo contains a base address. */
function generatorOf(path: string, fields: Fields): Generator | undefined {
  if (path.startsWith('_config')) return 'JEKYLL';
  const isHugo = path.includes('hugo.') || path.includes('/');
  return isHugo || anyCase(fields, 'baseURL') !== undefined ? 'HUGO' : undefined;
}

function textOrNothing(root: string, path: string): Promise<string> {
  return ownText(root, path).catch(() => '');
}

const TEXT =
  /^([ \t]*)(title|tagline|url|baseUrl|site|base)[ \t]*:[ \t]*(["'`])([^"'`\\$\n]*)\3[ \t]*,?[ \t]*$/gm;

/** Literal texts in a JavaScript configuration: for each key, the one with the least indent. */
function textsIn(program: string): Fields {
  const found = new Map<string, { indent: number; text: string }>();
  for (const [, indent = '', key = '', , text = ''] of program.matchAll(TEXT)) {
    const known = found.get(key);
    if (known === undefined || indent.length < known.indent) {
      found.set(key, { indent: indent.length, text });
    }
  }
  return Object.fromEntries([...found].map(([key, { text }]) => [key, text]));
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
