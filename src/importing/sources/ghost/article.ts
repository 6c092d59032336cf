import type { ArticleStatus } from '../../../editorial/article/article.document.js';
import type { ArticleEntry, ImageEntry, SourceRecord } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { BrokenRecord } from '../broken-record.js';
import type { Fields } from '../parsed-object.js';
import { plainText } from '../plain-text.js';
import { languageAtSite } from '../site-language.js';
import { bodyOf } from './body.js';
import { dateOf } from './dates.js';
import { isYes, textOf } from './fields.js';
import { type GhostRegister, isRandom } from './register.js';
import type { GhostPiece } from './rows.js';
import type { GhostSite } from './site.js';

/** The columns of `posts` that are used; `image`, `page` and `language` are from Ghost 0. */
export const POST_FIELDS: ReadonlySet<string> = new Set(
  `id uuid title slug lexical mobiledoc html markdown feature_image image feature_image_alt
  feature_image_caption type page status visibility locale language author_id created_at
  updated_at published_at custom_excerpt canonical_url email_only`.split(/\s+/),
);

/** Statuses of a post; `sent` is an e-mail without a page on the site. All others are drafts. */
const STATUSES: ReadonlyMap<string, ArticleStatus> = new Map([
  ['published', 'PUBLISHED'],
  ['sent', 'PUBLISHED'],
  ['scheduled', 'SCHEDULED'],
]);

/** The record of a post: an article, or the reason why it is skipped or fails. */
export function recordOf(
  { number, fields: post, excess }: Extract<GhostPiece, { kind: 'ROW' }>,
  register: GhostRegister,
): SourceRecord {
  const title = titleOf(post);
  const declared = withoutUndefined({ place: `post ${number}`, title: title || undefined });
  if (textOf(post, 'type') === 'page' || isYes(post.page)) {
    return { kind: 'SKIPPED', ...declared, reason: 'page' };
  }
  const reason = excess ?? whyNot(post);
  if (reason !== undefined) return { kind: 'FAILED', ...declared, reason };
  try {
    return { kind: 'ARTICLE', place: declared.place, title, ...articleOf(post, register) };
  } catch (error) {
    if (!(error instanceof BrokenRecord)) throw error;
    return { kind: 'FAILED', ...declared, reason: error.message };
  }
}

/** The title of a post; Ghost's titles are plain text even if they look like HTML. */
export function titleOf(post: Fields): string {
  const title = textOf(post, 'title').replace(/\s+/g, ' ');
  return title === '(Untitled)' ? '' : title;
}

function whyNot(post: Fields): string | undefined {
  if (keyOf(post) === '') return 'expected an "id" or a "uuid", found neither';
  if (statusOf(post) === 'DRAFT' || dateOf(post.published_at) !== undefined) return undefined;
  const status = textOf(post, 'status');
  return `expected a date in "published_at" because it is ${status}, found none`;
}

function articleOf(post: Fields, register: GhostRegister): Omit<ArticleEntry, 'place' | 'title'> {
  const { site } = register;
  const html = site.placed(bodyOf(post));
  const meta = { ...register.metaOf(post), ...presentIn(post) };
  return withoutUndefined({
    identity: `ghost:${site.identity}:${keyOf(post)}`,
    html,
    status: statusOf(post),
    isProtected: isProtected(post, meta) || undefined,
    publishedAt: dateOf(post.published_at),
    updatedAt: dateOf(post.updated_at),
    slug: slugOf(post),
    addresses: addressesOf(post, site),
    standfirst: asHtml(textOf(post, 'custom_excerpt')) || undefined,
    baseUrl: site.address || undefined,
    language: postLanguage(post, site, html),
    authors: register.authorsOf(post),
    topics: register.topicsOf(post),
    source: sourceOf(post, site),
    image: imageOf(post, meta, site),
  });
}

/** A random id is unique everywhere; a counted id only at its site, so `uuid` is preferred. */
function keyOf(post: Fields): string {
  const id = textOf(post, 'id');
  return isRandom(id) ? id : textOf(post, 'uuid') || id;
}

function statusOf(post: Fields): ArticleStatus {
  return STATUSES.get(textOf(post, 'status')) ?? 'DRAFT';
}

/** Columns of `posts` that later versions moved to `posts_meta`. */
function presentIn(post: Fields): Fields {
  const { feature_image_alt, feature_image_caption, email_only } = post;
  const both = Object.entries({ feature_image_alt, feature_image_caption, email_only });
  return Object.fromEntries(both.filter(([, value]) => Boolean(value)));
}

/** Posts for members, paying members or single tiers are not public; nor are e-mails. */
function isProtected(post: Fields, meta: Fields): boolean {
  const visibility = textOf(post, 'visibility') || 'public';
  return visibility !== 'public' || textOf(post, 'status') === 'sent' || isYes(meta.email_only);
}

/** Ghost gives a draft without a title the slug "untitled"; it would be kept for ever. */
function slugOf(post: Fields): string | undefined {
  const slug = textOf(post, 'slug');
  const isMadeUp = statusOf(post) === 'DRAFT' && /^untitled(?:-\d+)?$/.test(slug);
  return isMadeUp ? undefined : slug || undefined;
}

/**
 * The earlier addresses of a post: its page, its preview (drafts and e-mails), and its canonical
 * address if that is on the same site. Custom routes of a site are not part of an export.
 */
function addressesOf(post: Fields, site: GhostSite): readonly string[] {
  const slug = textOf(post, 'slug');
  const uuid = textOf(post, 'uuid');
  const canonical = site.placed(textOf(post, 'canonical_url'));
  const isOwn =
    canonical.startsWith('/') || (site.address !== '' && canonical.startsWith(`${site.address}/`));
  const addresses = [
    slug === '' ? '' : site.addressOf(`/${slug}/`),
    uuid === '' ? '' : site.addressOf(`/p/${uuid}/`),
    isOwn ? canonical : '',
  ];
  return [...new Set(addresses)].filter((address) => address !== '');
}

function asHtml(text: string): string {
  return text.replaceAll('<', '&lt;');
}

function postLanguage(post: Fields, site: GhostSite, html: string): string | undefined {
  const own = textOf(post, 'locale') || textOf(post, 'language');
  return own || languageAtSite(site.language, html);
}

function sourceOf(post: Fields, site: GhostSite): NonNullable<ArticleEntry['source']> {
  const slug = textOf(post, 'slug');
  const own = site.address === '' || slug === '' ? '' : `${site.address}/${slug}/`;
  const canonical = site.placed(textOf(post, 'canonical_url'));
  return withoutUndefined({
    name: site.name || undefined,
    url: URL.canParse(canonical) ? canonical : own || undefined,
    guid: textOf(post, 'uuid') || undefined,
  });
}

function imageOf(post: Fields, meta: Fields, site: GhostSite): ImageEntry | undefined {
  const written = site.placed(textOf(post, 'feature_image', 'image'));
  const url = /^\/(?!\/)/.test(written) ? site.addressOf(written) : written;
  if (url === '') return undefined;
  return withoutUndefined({
    url,
    alt: textOf(meta, 'feature_image_alt') || undefined,
    caption: plainText(textOf(meta, 'feature_image_caption')) || undefined,
  });
}
