import { canonicalLanguage } from '../../../content/language-tag.js';
import type { ArticleEntry, TopicEntry } from '../../../publishing/entry.js';
import { SHARE_CHANNELS, type ShareChannel } from '../../../readers/share/share.document.js';
import { someOf, withoutUndefined } from '../../absence.js';
import { BrokenRecord } from '../broken-record.js';
import { type Fields, isObject } from '../parsed-object.js';
import { teaserOf } from '../teaser.js';
import { addressesOf, linkAddress } from './addresses.js';
import { authorsOf } from './authors.js';
import { commentsOf } from './comments.js';
import { plainHtml, plainMarkdown } from './dialects.js';
import { countField, textField, wrong } from './fields.js';
import { isHtml } from './files.js';
import type { FrontMatter } from './front-matter.js';
import { imageOf } from './image.js';
import { withoutJsx } from './mdx.js';
import { oldAddresses } from './old-addresses.js';
import type { Permalinks } from './permalinks.js';
import { findPicture } from './pictures.js';
import type { Registers } from './registers.js';
import { type Rendered, type RenderOptions, renderHtml, renderMarkdown } from './render.js';
import { type ImportTime, stateOf } from './state.js';
import { topicsOf } from './topics.js';

/** The folder of an article: what is the same for all of its files. */
export interface MarkdownFolder {
  readonly root: string;
  /** `markdown:`, followed by the namespace if there is one. */
  readonly identityPrefix: string;
  readonly registers: Registers;
  readonly permalinks: Permalinks;
  /** Keys of custom taxonomies, in addition to categories and tags. */
  readonly taxonomies: readonly string[];
  readonly time: ImportTime;
}

/** An article, and those ancestors of its topics that are described nowhere else. */
export interface MarkdownArticle {
  readonly article: ArticleEntry;
  readonly ancestors: readonly TopicEntry[];
}

/**
 * Converts a parsed file to an entry. `fields` is its front matter with inherited values. Throws
 * `BrokenRecord` with a message for the author of the file.
 */
export async function articleOf(
  path: string,
  { data: own, body }: FrontMatter,
  fields: Fields,
  folder: MarkdownFolder,
): Promise<MarkdownArticle> {
  const { root, identityPrefix, registers, permalinks, taxonomies, time } = folder;
  const state = stateOf(fields, path, time);
  const { slug, oldSlugs, language } = addressesOf(fields, path);
  const addresses = oldAddresses(fields, path, { slug, language }, permalinks, registers.site?.url);
  const isJekyll = own.layout !== undefined || /(?:^|\/)_posts\//.test(path);
  const { topics, ancestors } = topicsOf(fields, registers.topics, isJekyll, taxonomies);
  const findPictureHere = (name: string) => findPicture(root, path, name);
  const title = textField(fields, 'title');
  const { html, heading } = await renderedBody(path, body, fields, {
    owner: path,
    findPicture: findPictureHere,
    linkTo: (href) => linkAddress(href, path),
  });
  const id = textField(fields, 'id');
  const article: ArticleEntry = withoutUndefined({
    identity: `${identityPrefix}${id ?? path}`,
    place: path,
    title: title ?? heading ?? '',
    slug,
    html,
    status: state.status,
    authors: authorsOf(fields, registers.authors, identityPrefix),
    topics,
    oldSlugs: someOf(oldSlugs),
    addresses: someOf(addresses),
    standfirst: textField(fields, ...STANDFIRST),
    excerpt: textField(fields, 'excerpt'),
    teaser: teaserOf(html),
    language: canonical(textField(fields, 'language', 'lang', 'locale') ?? language),
    isProtected: state.isProtected || undefined,
    publishedAt: state.publishedAt,
    updatedAt: state.updatedAt,
    withdrawnAt: state.withdrawnAt,
    source: sourceOf(fields),
    image: await imageOf(fields, findPictureHere),
    comments: someOf(commentsOf(fields, state.publishedAt, time)),
    shares: sharesOf(fields),
  });
  return { article, ancestors };
}

function renderedBody(
  path: string,
  body: string,
  fields: Fields,
  around: RenderOptions,
): Promise<Rendered> {
  if (isHtml(path)) return renderHtml(plainHtml(body, fields), around);
  const isMdx = path.toLowerCase().endsWith('.mdx');
  const markdown = plainMarkdown(isMdx ? withoutJsx(body) : body, fields);
  const how = { ...around, hasIndentedCode: !isMdx };
  return renderMarkdown(markdown, textField(fields, 'title'), how);
}

const STANDFIRST = ['standfirst', 'description', 'summary', 'subtitle', 'deck'] as const;

/** The canonical BCP 47 tag; `undefined` if invalid, and the language is then detected. */
function canonical(language: string | undefined): string | undefined {
  return language === undefined ? undefined : canonicalLanguage(language);
}

function sourceOf(fields: Fields): ArticleEntry['source'] {
  const { source } = fields;
  if (source === undefined || source === null) return undefined;
  if (!isObject(source)) {
    const text = textField(fields, 'source') ?? '';
    return URL.canParse(text) ? { url: text } : { name: text };
  }
  return withoutUndefined({
    name: textField(source, 'name', 'title'),
    url: textField(source, 'url', 'link'),
    guid: textField(source, 'guid', 'id'),
  });
}

function sharesOf(fields: Fields): ArticleEntry['shares'] {
  const { shares } = fields;
  if (shares === undefined || shares === null) return undefined;
  if (!isObject(shares)) throw wrong('shares', 'channels with their counts', shares);
  const counts: Partial<Record<ShareChannel, number>> = {};
  for (const key of Object.keys(shares)) {
    const channel = SHARE_CHANNELS.find((one) => one === key.toUpperCase());
    if (channel === undefined) {
      throw new BrokenRecord(
        `"shares": expected one of ${SHARE_CHANNELS.join(', ')}, found "${key}"`,
      );
    }
    counts[channel] = countField(shares, key) ?? 0;
  }
  return counts;
}
