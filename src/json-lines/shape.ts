import { z } from 'zod';
import { ARTICLE_STATUSES } from '../editorial/article/article.document.js';
import { SHARE_CHANNELS } from '../readers/share/share.document.js';
import {
  authorReference,
  authorShape,
  comment,
  image,
  key,
  language,
  listOf,
  moment,
  oneOf,
  relative,
  someText,
  source,
  text,
  topicReference,
  topicShape,
  wholeNumber,
  yesOrNo,
} from './shape-parts.js';

/**
 * Maximum size of one line in an import, in bytes. The database stores a text of up to 15 MB; the
 * rest of a longer line can only be comments.
 */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

const ADDRESS = text('An address.');
const COUNT = wholeNumber(0, 'Number of shares.');

const shares = z
  .partialRecord(z.enum(SHARE_CHANNELS), COUNT, { error: 'an object of channels and counts' })
  .meta({ description: 'Number of times the article was shared, by channel.' });

/** A line that describes an article. */
export const articleLine = z
  .object({
    kind: z.literal('article').meta({ description: 'May be left out.' }).optional(),
    id: key(
      'The id of the article; docs/json-lines.md says what replaces it if absent.',
    ).optional(),
    title: text('The headline, in plain text; made from the beginning of the text if empty.'),
    slug: someText('The slug in the address; made from the title if absent.').optional(),
    oldSlugs: listOf(someText('A slug.'), 'Earlier slugs, which keep resolving.').optional(),
    addresses: listOf(
      ADDRESS,
      'Earlier addresses: absolute, or paths of the old site. All of them keep resolving.',
    ).optional(),
    standfirst: text('The sentence between headline and text, in plain text.').optional(),
    excerpt: text(
      'A few sentences for lists, in plain text; made from the text if absent.',
    ).optional(),
    html: text('The text as HTML; it is sanitised.').optional(),
    markdown: text(
      'The text as GitHub Flavored Markdown; used if `html` is empty or absent.',
    ).optional(),
    text: text('The text as plain text; used if both others are empty or absent.').optional(),
    baseUrl: text('The base address of relative addresses in the text.').optional(),
    language: language('The language (BCP 47); detected from the text if absent.').optional(),
    status: oneOf(
      ARTICLE_STATUSES,
      'The publication status. If absent: SCHEDULED with a future date, otherwise PUBLISHED.',
    ).optional(),
    isProtected: yesOrNo('Whether it is behind a password: stored, but never shown.').optional(),
    publishedAt: moment('The publication date; the time of its first import if absent.').optional(),
    updatedAt: moment('When the text last changed.').optional(),
    withdrawnAt: moment('When the article was withdrawn.').optional(),
    authors: listOf(authorReference, 'The authors, in byline order.').optional(),
    topics: listOf(topicReference, 'The topics, the primary topic first.').optional(),
    source: source.optional(),
    image: image.optional(),
    comments: listOf(comment, 'The comments of readers.').optional(),
    relatedPosts: listOf(relative, 'Articles to read next, best first.').optional(),
    isRelated: yesOrNo(
      'Whether `relatedPosts` is the complete result of a gateway, even if empty. Written by exports.',
    ).optional(),
    shares: shares.optional(),
    revision: wholeNumber(1, 'The revision of the article. Written by exports.').optional(),
  })
  .refine(({ html, markdown, text }) => (html ?? markdown ?? text) !== undefined, {
    error: 'expected one of `html`, `markdown` and `text`, found none',
  })
  .meta({
    title: 'An article',
    anyOf: [{ required: ['html'] }, { required: ['markdown'] }, { required: ['text'] }],
  });

/** A line that describes the magazine. */
export const siteLine = z
  .object({
    kind: z.literal('site').meta({ description: 'What the line is about.' }),
    name: text('The name of the magazine.').optional(),
    description: text('A one-line description.').optional(),
    url: text(
      'The absolute address of the old site; paths in `addresses` on later lines belong to it.',
    ).optional(),
    language: language('Its main language (BCP 47).').optional(),
    unsettledFrom: moment(
      'Publication date of the first scheduled article that is not settled yet. Written by exports.',
    ).optional(),
  })
  .meta({ title: 'The magazine itself' });

/** A line that describes an author. */
export const authorLine = z
  .object({
    kind: z.literal('author').meta({ description: 'What the line is about.' }),
    name: someText('The name as printed in a byline.'),
    ...authorShape,
  })
  .meta({ title: 'An author' });

/** A line that describes a topic. */
export const topicLine = z
  .object({
    kind: z.literal('topic').meta({ description: 'What the line is about.' }),
    name: someText('The display name.'),
    ...topicShape,
    isShown: yesOrNo(
      'Whether readers see the topic before it has articles; true if absent.',
    ).optional(),
  })
  .meta({ title: 'A topic' });

/** The schemas of lines, by `kind`. */
export const LINES = {
  article: articleLine,
  site: siteLine,
  author: authorLine,
  topic: topicLine,
} as const;

/** The data of an article line. */
export type ArticleLine = z.infer<typeof articleLine>;
/** The data of a site line. */
export type SiteLine = z.infer<typeof siteLine>;
/** The data of an author line. */
export type AuthorLine = z.infer<typeof authorLine>;
/** The data of a topic line. */
export type TopicLine = z.infer<typeof topicLine>;
/** An author in the list of an article. */
export type AuthorReference = z.infer<typeof authorReference>;
/** A topic in the list of an article. */
export type TopicReference = z.infer<typeof topicReference>;
/** A comment in an article line. */
export type CommentOfLine = z.infer<typeof comment>;

/** A line that was parsed and checked. */
export type Line =
  | { readonly kind: 'article'; readonly declared: ArticleLine }
  | { readonly kind: 'site'; readonly declared: SiteLine }
  | { readonly kind: 'author'; readonly declared: AuthorLine }
  | { readonly kind: 'topic'; readonly declared: TopicLine };
