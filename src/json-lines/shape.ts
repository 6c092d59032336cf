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
 * The most bytes that an import takes in one line. The database has room for a text of 15 MB; the
 * rest of a longer line is comments.
 */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

const ADDRESS = text('An address.');
const COUNT = wholeNumber(0, 'How often.');

const shares = z
  .partialRecord(z.enum(SHARE_CHANNELS), COUNT, { error: 'an object of channels and counts' })
  .meta({ description: 'How often it was passed on, by channel.' });

/** A line about an article. */
export const articleLine = z
  .object({
    kind: z.literal('article').meta({ description: 'May be left out.' }).optional(),
    id: key('What it is known by; see docs/json-lines.md for what serves if absent.').optional(),
    title: text('The headline, in plain text; made from the beginning of the text if empty.'),
    slug: someText('The name in its address; made from the title if absent.').optional(),
    oldSlugs: listOf(someText('A slug.'), 'Earlier ones, which go on resolving.').optional(),
    addresses: listOf(
      ADDRESS,
      'Where it stood before: absolute, or paths of the old site. All go on leading to it.',
    ).optional(),
    standfirst: text('The sentence between headline and text, in plain text.').optional(),
    excerpt: text(
      'A few sentences for lists, in plain text; made from the text if absent.',
    ).optional(),
    html: text('The text as HTML, which is cleaned.').optional(),
    markdown: text(
      'The text as GitHub-flavoured Markdown, if `html` is empty or absent.',
    ).optional(),
    text: text('The text as plain text, if both others are empty or absent.').optional(),
    baseUrl: text('What relative addresses in the text are relative to.').optional(),
    language: language('Its language (BCP 47); found out from the text if absent.').optional(),
    status: oneOf(
      ARTICLE_STATUSES,
      'Where it stands; if nothing is said it is PUBLISHED, or SCHEDULED with a date ahead.',
    ).optional(),
    isProtected: yesOrNo('Whether it is behind a password: kept, and shown to nobody.').optional(),
    publishedAt: moment(
      'When it was published; the moment of its first import if absent.',
    ).optional(),
    updatedAt: moment('When its text last changed.').optional(),
    withdrawnAt: moment('Since when it is withdrawn.').optional(),
    authors: listOf(authorReference, 'Who wrote it, in byline order.').optional(),
    topics: listOf(topicReference, 'What it is filed under, the primary topic first.').optional(),
    source: source.optional(),
    image: image.optional(),
    comments: listOf(comment, 'What readers said under it.').optional(),
    relatedPosts: listOf(relative, 'Articles to read next, best first.').optional(),
    isRelated: yesOrNo(
      'Whether `relatedPosts` is all that a gateway found, even if nothing; from an export.',
    ).optional(),
    shares: shares.optional(),
    revision: wholeNumber(1, 'How often readers saw it change; from an export.').optional(),
  })
  .refine(({ html, markdown, text }) => (html ?? markdown ?? text) !== undefined, {
    error: 'expected one of `html`, `markdown` and `text`, found none',
  })
  .meta({
    title: 'An article',
    anyOf: [{ required: ['html'] }, { required: ['markdown'] }, { required: ['text'] }],
  });

/** A line about the magazine. */
export const siteLine = z
  .object({
    kind: z.literal('site').meta({ description: 'What the line is about.' }),
    name: text('The name of the magazine.').optional(),
    description: text('What it is, in a line.').optional(),
    url: text(
      'The absolute address of the old site: a path in `addresses` on a line below is one there.',
    ).optional(),
    language: language('Its main language (BCP 47).').optional(),
    unsettledFrom: moment(
      'When the first article comes out that was not counted and related yet; from an export.',
    ).optional(),
  })
  .meta({ title: 'The magazine itself' });

/** A line about an author. */
export const authorLine = z
  .object({
    kind: z.literal('author').meta({ description: 'What the line is about.' }),
    name: someText('The name as it stands in a byline.'),
    ...authorShape,
  })
  .meta({ title: 'An author' });

/** A line about a topic. */
export const topicLine = z
  .object({
    kind: z.literal('topic').meta({ description: 'What the line is about.' }),
    name: someText('The name for people.'),
    ...topicShape,
    isShown: yesOrNo(
      'Whether readers know of it without articles, as they do if nothing is said.',
    ).optional(),
  })
  .meta({ title: 'A topic' });

/** What a line may be, by its kind. */
export const LINES = {
  article: articleLine,
  site: siteLine,
  author: authorLine,
  topic: topicLine,
} as const;

/** An article as its line tells it. */
export type ArticleLine = z.infer<typeof articleLine>;
/** The magazine as its line tells it. */
export type SiteLine = z.infer<typeof siteLine>;
/** An author as their line tells them. */
export type AuthorLine = z.infer<typeof authorLine>;
/** A topic as its line tells it. */
export type TopicLine = z.infer<typeof topicLine>;
/** An author as an article names one. */
export type AuthorReference = z.infer<typeof authorReference>;
/** A topic as an article names one. */
export type TopicReference = z.infer<typeof topicReference>;
/** A comment as an article's line tells it. */
export type CommentOfLine = z.infer<typeof comment>;

/** What a line tells, once it is read and checked. */
export type Line =
  | { readonly kind: 'article'; readonly told: ArticleLine }
  | { readonly kind: 'site'; readonly told: SiteLine }
  | { readonly kind: 'author'; readonly told: AuthorLine }
  | { readonly kind: 'topic'; readonly told: TopicLine };
