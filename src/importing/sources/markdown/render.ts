import { Marked, Parser, type Token, type Tokens } from 'marked';
import { escapeHtml } from '../../../content/html.js';
import type { ImageEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { BrokenRecord } from '../broken-record.js';
import { footnotes, hasFootnotes } from '../footnotes.js';
import { figureHtml, imageHtml } from '../html.js';
import { plainText } from '../plain-text.js';
import type { FoundPicture } from './pictures.js';

/**
 * Maximum number of characters of one text. The parser needs about 40 times as much memory, and
 * seconds for this length.
 */
const MAX_CHARACTERS = 5_000_000;

/** The message for nesting that would exhaust the parser's stack. */
const TOO_DEEP = 'the Markdown nests too deeply (quotes or lists inside each other)';

/** A rendered Markdown text. */
export interface Rendered {
  readonly html: string;
  /** The text of its first `# heading`, if there is one. */
  readonly heading: string | undefined;
}

/** Finds the address and size of an image by the name in the text. */
export type PictureFinder = (name: string) => Promise<FoundPicture>;

/** The context of a text, which resolves its images and links. */
export interface RenderOptions {
  /** Identifies the text among others on a page. */
  readonly owner: string;
  readonly findPicture: PictureFinder;
  /** Returns the target of a link in the text. */
  readonly linkTo: (href: string) => string;
  /** Default true. MDX has no indented code blocks, because text inside tags is indented. */
  readonly hasIndentedCode?: boolean;
}

/**
 * Renders GitHub Flavored Markdown with footnotes as HTML, which is not sanitised.
 *
 * The first level-one heading is removed if it repeats the title, or if there is no title and it is
 * used as one. A paragraph of a single image becomes a figure; the image's title is read as
 * `Caption | Credit`. Throws `BrokenRecord` for a text that is too long or nests too deeply.
 */
export async function renderMarkdown(
  markdown: string,
  title: string | undefined,
  { owner, findPicture, linkTo, hasIndentedCode = true }: RenderOptions,
): Promise<Rendered> {
  if (markdown.length > MAX_CHARACTERS) {
    throw new BrokenRecord(
      `expected at most ${MAX_CHARACTERS} characters of Markdown, found ${markdown.length}`,
    );
  }
  checkShape(markdown);
  const pictures = new Map<string, FoundPicture>();
  let heading: string | undefined;
  const marked = new Marked({
    gfm: true,
    async: true,
    hooks: {
      processAllTokens: (tokens) => {
        const first = tokens.find((token) => token.type === 'heading' && token.depth === 1);
        heading = first === undefined ? undefined : textOf(first);
        const isTitle = title === undefined || sameWords(heading, title);
        return isTitle ? tokens.filter((token) => token !== first) : tokens;
      },
    },
    tokenizer: hasIndentedCode ? {} : { code: () => undefined },
    walkTokens: async (token) => {
      if (token.type === 'link') token.href = linkTo(token.href);
      if (token.type === 'image') pictures.set(token.href, await findPicture(token.href));
    },
    renderer: {
      paragraph: ({ tokens }) => {
        const image = onlyImage(tokens);
        return image === undefined ? false : `${figureOf(image, pictures)}\n`;
      },
      image: (image) => imageHtml(pictureOf(image, pictures), image.title ?? ''),
      // Forms are not allowed in articles, and a task list without its boxes would be meaningless.
      checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
    },
  });
  const html = await marked
    .use(...(hasFootnotes(markdown) ? footnotes(owner) : []))
    .parse(markdown, { async: true })
    .catch((error: unknown) => {
      if (error instanceof RangeError) throw new BrokenRecord(TOO_DEEP);
      throw error;
    });
  return { html: await withPlacedPictures(html, findPicture), heading };
}

/** HTML with the addresses of its images resolved as in Markdown; not sanitised. */
export async function renderHtml(
  html: string,
  { findPicture }: Pick<RenderOptions, 'findPicture'>,
): Promise<Rendered> {
  if (html.length > MAX_CHARACTERS) {
    throw new BrokenRecord(`expected at most ${MAX_CHARACTERS} characters, found ${html.length}`);
  }
  return { html: await withPlacedPictures(html, findPicture), heading: undefined };
}

/** Nested quotes, and the maximum length of a word; the parser takes quadratic time for both. */
const DEEP_QUOTE = /^[ \t]*(?:>[ \t]*){100}/m;
const MAX_WORD = 10_000;

function checkShape(markdown: string): void {
  if (DEEP_QUOTE.test(markdown)) throw new BrokenRecord(TOO_DEEP);
  let start = 0;
  for (const { index: end } of markdown.matchAll(/\s|$/g)) {
    const length = end - start;
    // Not matched with a pattern: a word of millions of characters would exhaust the stack.
    if (length > MAX_WORD && markdown.slice(start, end).includes('@')) {
      throw new BrokenRecord(
        `expected at most ${MAX_WORD} characters of a word with "@", found ${length}`,
      );
    }
    start = end + 1;
  }
}

const RELATIVE_IMAGE =
  /(<img\b(?:(?!<img\b)[^>])*?\ssrc=)(["'])(?!\/|#|[a-z][a-z\d+.-]*:)([^"'>]+)\2/gi;

/** Resolves relative addresses of `img` elements in the same way as those of Markdown images. */
async function withPlacedPictures(html: string, findPicture: PictureFinder): Promise<string> {
  const names = [...html.matchAll(RELATIVE_IMAGE)].map(([, , , name = '']) => name);
  const found = new Map<string, FoundPicture>();
  for (const name of names) found.set(name, await findPicture(name.replaceAll('&amp;', '&')));
  return html.replace(RELATIVE_IMAGE, (_, before: string, quote: string, name: string) => {
    const { url = name, size } = found.get(name) ?? {};
    const sized = size === undefined ? '' : ` width="${size.width}" height="${size.height}"`;
    return `${before}${quote}${escapeHtml(url)}${quote}${sized}`;
  });
}

function textOf(heading: Token): string {
  return 'tokens' in heading
    ? plainText(Parser.parseInline<string, string>(heading.tokens ?? []))
    : '';
}

function sameWords(one: string | undefined, other: string): boolean {
  const words = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu);
  return one !== undefined && words(one)?.join(' ') === words(plainText(other))?.join(' ');
}

function onlyImage(tokens: readonly Token[]): Tokens.Image | undefined {
  const [token, ...others] = tokens.filter(({ raw }) => raw.trim() !== '');
  return token !== undefined && others.length === 0 && isImage(token) ? token : undefined;
}

function isImage(token: Token): token is Tokens.Image {
  return token.type === 'image';
}

function figureOf(image: Tokens.Image, pictures: ReadonlyMap<string, FoundPicture>): string {
  const [caption = '', credit = ''] = (image.title ?? '').split(/\s+\|\s+/);
  return figureHtml(
    withoutUndefined({
      ...pictureOf(image, pictures),
      caption: caption.trim() || undefined,
      credit: credit.trim() || undefined,
    }),
  );
}

function pictureOf(image: Tokens.Image, pictures: ReadonlyMap<string, FoundPicture>): ImageEntry {
  const found = pictures.get(image.href);
  return { url: found?.url ?? image.href, alt: image.text, ...found?.size };
}
