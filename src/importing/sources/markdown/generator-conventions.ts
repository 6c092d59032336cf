import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fields } from '../parsed-object.js';
import type { Generator } from './configuration.js';
import { anyCase, isDenied, textField } from './fields.js';
import { isHtml } from './files.js';
import { type FrontMatter, readFrontMatter } from './front-matter.js';
import { ownText } from './own-text.js';
import { isUndated } from './state.js';
import { isUnbuilt } from './unbuilt.js';

/** Folders with templates and data of pages, in any generator. */
const TEMPLATES = /(?:^|\/)_(?:includes|layouts|sass|data|site|templates)\//;
/** Folders of a Hugo site in addition to its content, with the reason for skipping their files. */
const BESIDE_CONTENT: ReadonlyMap<string, string> = new Map([
  ['archetypes', 'template for new articles'],
  ['themes', 'part of a theme'],
  ...['layouts', 'static', 'assets', 'data', 'i18n', 'resources', 'public'].map(
    (name) => [name, 'file outside of the content'] as const,
  ),
]);
const INDEX = /^index(?:\.[\w-]+)?\.(?:md|markdown|html?)$/i;
const PROJECT_NOTES =
  /(?:^|\/)(?:licen[cs]e|contributing|changelog|code[_-]of[_-]conduct|security)\.\w+$/i;
/** Layouts of common generators that are not for articles. */
const NO_ARTICLE = new Set(['page', 'home', 'archive', 'search', 'list']);
const POSTS = /(?:^|\/)(?:posts?|blogs?|articles?|news|stories|journal)(?:\/|$)/i;

/**
 * Decides which files of a folder are not articles, by the conventions of its generator. Both
 * methods return the reason for skipping a file, or `undefined` if it can be an article.
 */
export class GeneratorConventions {
  readonly #root: string;
  readonly #generator: Generator | undefined;
  readonly #bundles = new Map<string, Promise<boolean>>();
  readonly #dated = new Map<string, Promise<boolean>>();

  constructor(root: string, generator: Generator | undefined) {
    this.#root = root;
    this.#generator = generator;
  }

  /** Decides by the path alone, without reading the file. */
  async byPlace(path: string): Promise<string | undefined> {
    const folders = path.split('/').slice(0, -1);
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (/^_index\./i.test(name)) return 'section page';
    if (name.startsWith('_') || TEMPLATES.test(path)) return 'part of a page';
    if (this.#generator === 'JEKYLL' && folders[0] === 'scaffolds')
      return 'template for new articles';
    if (this.#generator !== 'HUGO') return undefined;
    const beside = BESIDE_CONTENT.get(folders[0] ?? '');
    if (beside !== undefined) return beside;
    return (await this.#isInBundle(folders, name)) ? 'part of another page' : undefined;
  }

  /** Decides by the front matter; `fields` includes inherited values. */
  async byMatter(path: string, file: FrontMatter, fields: Fields): Promise<string | undefined> {
    if (!file.hasFrontMatter && /(?:^|\/)readme\.\w+$/i.test(path)) return 'README';
    if (!file.hasFrontMatter && PROJECT_NOTES.test(path)) return 'project document';
    const layout = textField(fields, 'layout', 'type') ?? '';
    if (NO_ARTICLE.has(layout) && fields.date === undefined) return layout;
    if (!isUndated(fields, path)) return undefined;
    const headless = anyCase(fields, 'headless');
    const isHeadless = headless !== undefined && headless !== null && !isDenied(headless);
    if (isHeadless || isUnbuilt(fields)) return 'page that is not built';
    return (await this.#isPost(path)) ? undefined : 'page without a date';
  }

  /** Whether a missing date is a mistake, because the file is in a folder of posts, or may be. */
  async #isPost(path: string): Promise<boolean> {
    if (/(?:^|\/)_(?:posts|drafts)\//.test(path)) return true;
    if (this.#generator === 'JEKYLL') return false;
    const parts = path.split('/');
    const depth = INDEX.test(parts.at(-1) ?? '') ? 2 : 1;
    const section = parts.slice(0, -depth).join('/');
    if (POSTS.test(section)) return true;
    if (this.#generator === undefined) return !isHtml(path);
    if (/^(?:content|src|src\/content|src\/pages|pages|docs)?$/.test(section)) return false;
    const known = this.#dated.get(section) ?? this.#hasDates(section);
    this.#dated.set(section, known);
    return known;
  }

  /** Whether other files in the same folder have dates. */
  async #hasDates(section: string): Promise<boolean> {
    const entries = await readdir(join(this.#root, section), { withFileTypes: true });
    for (const entry of entries.slice(0, MAX_NEIGHBOURS)) {
      const path = `${section}/${entry.name}${entry.isDirectory() ? '/index.md' : ''}`;
      if (!/\.(?:md|markdown|mdx|html?)$/i.test(path) || entry.name.startsWith('_')) continue;
      const text = await ownText(this.#root, path).catch(() => '');
      if (isDatedText(text, path)) return true;
    }
    return false;
  }

  /** Whether the file belongs to a bundle: next to or below an `index.md`, Hugo makes no page. */
  async #isInBundle(folders: readonly string[], name: string): Promise<boolean> {
    for (let depth = folders.length; depth > 1; depth -= 1) {
      if (depth === folders.length && INDEX.test(name)) continue;
      const folder = folders.slice(0, depth).join('/');
      const known = this.#bundles.get(folder) ?? this.#hasIndex(folder);
      this.#bundles.set(folder, known);
      if (await known) return true;
    }
    return false;
  }

  async #hasIndex(folder: string): Promise<boolean> {
    return (await readdir(join(this.#root, folder))).some((name) => INDEX.test(name));
  }
}

/** Maximum number of files of a folder that are read to find out whether its files have dates. */
const MAX_NEIGHBOURS = 200;

function isDatedText(text: string, path: string): boolean {
  try {
    const { data, hasFrontMatter } = readFrontMatter(text);
    return hasFrontMatter && !isUndated(data, path);
  } catch {
    return false;
  }
}
