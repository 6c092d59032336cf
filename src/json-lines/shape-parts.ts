import { z } from 'zod';
import { canonicalLanguage } from '../content/language-tag.js';
import { TAXONOMIES } from '../editorial/topic/topic.document.js';
import { COMMENT_STATUSES } from '../readers/comment/comment.document.js';
import { MOMENT, momentOf } from './moment.js';

// The `error` of a schema is what a sentence says was expected (`problems.ts`); the description
// stands in the published schema.

/** Any text. */
export function text(description: string) {
  return z.string({ error: 'a text' }).meta({ description });
}

/** A text with something in it. */
export function someText(description: string) {
  return z
    .string({ error: 'a text' })
    .min(1, { error: 'a text that is not empty' })
    .meta({ description });
}

/** One of a few words. */
export function oneOf<const Words extends readonly string[]>(words: Words, description: string) {
  return z.enum(words, { error: `one of ${words.join(', ')}` }).meta({ description });
}

/** A count, or a size. */
export function wholeNumber(least: number, description: string) {
  const error = `a whole number from ${least}`;
  return z.int({ error }).min(least, { error }).meta({ description });
}

/** Yes or no. */
export function yesOrNo(description: string) {
  return z.boolean({ error: 'true or false' }).meta({ description });
}

/** A moment in time. */
export function moment(description: string) {
  const error = 'an ISO 8601 date';
  return z
    .string({ error })
    .refine((written) => momentOf(written) !== undefined, { error })
    .meta({ description, pattern: MOMENT.source });
}

/** A list of anything. */
export function listOf<Item extends z.ZodType>(item: Item, description: string) {
  return z.array(item, { error: 'a list' }).meta({ description });
}

/** What something is known by in its file. A longer number would lose its last digits. */
export function key(description: string) {
  const error = 'a text or a whole number of up to 15 digits';
  return z.union([z.string().min(1, { error }), z.int({ error })], { error }).meta({ description });
}

/** A language tag. */
export function language(description: string) {
  const error = 'a language tag such as "en" or "pt-BR"';
  return z
    .string({ error })
    .refine((tag) => canonicalLanguage(tag) !== undefined, { error })
    .meta({ description });
}

const ADDRESSES =
  'Where it stood before: absolute addresses, or paths of the old site. All of them go on leading to it.';

/** What is said of an author, on a line of its own or in an article. */
export const authorShape = {
  id: key('What the author is known by in this file.').optional(),
  slug: someText('The name in the address; made from the name if absent.').optional(),
  bio: text('A line or two about the person.').optional(),
  shownFrom: moment(
    'Since when readers know of the person; from an export. By the first article if absent.',
  ).optional(),
  addresses: listOf(text('An address.'), ADDRESSES).optional(),
};

/** What is said of a topic, on a line of its own or in an article. */
export const topicShape = {
  id: key('What the topic is known by in this file.').optional(),
  taxonomy: oneOf(TAXONOMIES, 'A category, or a tag, which it is if nothing is said.').optional(),
  slug: someText('The name in the address; made from the name if absent.').optional(),
  description: text('What it is about, in plain text.').optional(),
  parent: key(
    'The topic one level up: the id of a topic above in this file, or a slug of the same taxonomy.',
  ).optional(),
  addresses: listOf(text('An address.'), ADDRESSES).optional(),
};

const nameInArticle = someText('The name; need not be said of one described above.').optional();

/** An author as an article names one. */
export const authorReference = z
  .union(
    [
      someText('The name, or the id, of an author above in this file; else the name of a new one.'),
      z.object({ ...authorShape, name: nameInArticle }),
    ],
    { error: 'a name or an object' },
  )
  .meta({ description: 'Who wrote it.' });

/** A topic as an article names one. */
export const topicReference = z
  .union(
    [
      someText('The name, or the id, of a topic above in this file; else the name of a new tag.'),
      z.object({ ...topicShape, name: nameInArticle }),
    ],
    { error: 'a name or an object' },
  )
  .meta({ description: 'What it is filed under.' });

/** Where an article comes from. */
export const source = z
  .object(
    {
      name: text('The name of the publication.').optional(),
      url: text('The address of the original.').optional(),
      guid: text('What the original is known by there.').optional(),
    },
    { error: 'an object with a name or a url' },
  )
  .meta({ description: 'The publication that it came from.' });

/** A picture. */
export const image = z
  .union(
    [
      someText('Its address.'),
      z.object({
        url: someText('Its address: absolute, or a path that begins with `/`.'),
        alt: text('What it shows, for those who cannot see it.').optional(),
        caption: text('The line printed below it.').optional(),
        credit: text('Who made it.').optional(),
        width: wholeNumber(1, 'Width in pixels.').optional(),
        height: wholeNumber(1, 'Height in pixels.').optional(),
      }),
    ],
    { error: 'an address or an object' },
  )
  .meta({ description: 'Its picture.' });

/** A comment with its replies. */
export const comment = z
  .object(
    {
      id: key(
        'What it is known by under this article; its place in the list if absent.',
      ).optional(),
      parent: key('The id of the comment that it answers.').optional(),
      authorName: text('The name that the reader gave; `Anonymous` if absent.').optional(),
      body: text('What the reader wrote: plain text, unless `isHtml`.'),
      isHtml: yesOrNo('Whether `body` is HTML; it is kept as plain text.').optional(),
      status: oneOf(
        COMMENT_STATUSES,
        'Whether it can be read: only if APPROVED, which it is if nothing is said.',
      ).optional(),
      createdAt: moment('When it was written.'),
      get replies() {
        return listOf(comment, 'Those that answer it, in place of `parent`.').optional();
      },
    },
    { error: 'an object with a body' },
  )
  .meta({ id: 'comment', description: 'A reader’s comment.' });

/** A relative that somebody chose, or that a gateway found. */
export const relative = z
  .union(
    [
      key('The id of the other article.'),
      z.object({
        id: key('The id of the other article.'),
        score: z
          .number({ error: 'a number from 0 to 1' })
          .min(0, { error: 'a number from 0 to 1' })
          .max(1, { error: 'a number from 0 to 1' })
          .meta({ description: 'How closely it is related, as some gateway found it.' })
          .optional(),
        sharedTopics: listOf(text('An id.'), 'Ids of topics that both are about.').optional(),
        sharedTerms: listOf(text('A term.'), 'Key terms that both use.').optional(),
      }),
    ],
    { error: 'an id or an object with one' },
  )
  .meta({ description: 'A related article.' });
