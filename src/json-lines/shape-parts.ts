import { z } from 'zod';
import { canonicalLanguage } from '../content/language-tag.js';
import { TAXONOMIES } from '../editorial/topic/topic.document.js';
import { COMMENT_STATUSES } from '../readers/comment/comment.document.js';
import { MOMENT, momentOf } from './moment.js';

// The `error` of a schema names what was expected, for the sentences made in `problems.ts`. The
// description is part of the published JSON Schema.

/** Any text, even an empty one. */
export function text(description: string) {
  return z.string({ error: 'a text' }).meta({ description });
}

/** A text that is not empty. */
export function someText(description: string) {
  return z
    .string({ error: 'a text' })
    .min(1, { error: 'a text that is not empty' })
    .meta({ description });
}

/** One of the given words. */
export function oneOf<const Words extends readonly string[]>(words: Words, description: string) {
  return z.enum(words, { error: `one of ${words.join(', ')}` }).meta({ description });
}

/** An integer of at least `least`. */
export function wholeNumber(least: number, description: string) {
  const error = `a whole number from ${least}`;
  return z.int({ error }).min(least, { error }).meta({ description });
}

/** A boolean. */
export function yesOrNo(description: string) {
  return z.boolean({ error: 'true or false' }).meta({ description });
}

/** A date, with or without a time. */
export function moment(description: string) {
  const error = 'an ISO 8601 date';
  return z
    .string({ error })
    .refine((written) => momentOf(written) !== undefined, { error })
    .meta({ description, pattern: MOMENT.source });
}

/** A list of items. */
export function listOf<Item extends z.ZodType>(item: Item, description: string) {
  return z.array(item, { error: 'a list' }).meta({ description });
}

/** An id within a file. Integers above 15 digits would lose their last digits in JSON.parse. */
export function key(description: string) {
  const error = 'a text or a whole number of up to 15 digits';
  return z.union([z.string().min(1, { error }), z.int({ error })], { error }).meta({ description });
}

/** A BCP 47 language tag. */
export function language(description: string) {
  const error = 'a language tag such as "en" or "pt-BR"';
  return z
    .string({ error })
    .refine((tag) => canonicalLanguage(tag) !== undefined, { error })
    .meta({ description });
}

const ADDRESSES =
  'Earlier addresses: absolute, or paths of the old site. All of them keep resolving.';

/** Properties of an author, on a line of its own or in an article. */
export const authorShape = {
  id: key('The id of the author in this file.').optional(),
  slug: someText('The slug in the address; made from the name if absent.').optional(),
  bio: text('A line or two about the person.').optional(),
  shownFrom: moment(
    'From when readers see the author. Written by exports; if absent, from the first published article on.',
  ).optional(),
  addresses: listOf(text('An address.'), ADDRESSES).optional(),
};

/** Properties of a topic, on a line of its own or in an article. */
export const topicShape = {
  id: key('The id of the topic in this file.').optional(),
  taxonomy: oneOf(TAXONOMIES, 'A category or a tag; TAG if absent.').optional(),
  slug: someText('The slug in the address; made from the name if absent.').optional(),
  description: text('A description in plain text.').optional(),
  parent: key(
    'The parent topic: the id of a topic on an earlier line, or a slug of the same taxonomy.',
  ).optional(),
  addresses: listOf(text('An address.'), ADDRESSES).optional(),
};

const nameInArticle = someText(
  'The name; may be left out if an earlier line describes it.',
).optional();

/** An author in the list of an article. */
export const authorReference = z
  .union(
    [
      someText(
        'The name or the id of an author on an earlier line; otherwise, a new author’s name.',
      ),
      z.object({ ...authorShape, name: nameInArticle }),
    ],
    { error: 'a name or an object' },
  )
  .meta({ description: 'An author of the article.' });

/** A topic in the list of an article. */
export const topicReference = z
  .union(
    [
      someText('The name or the id of a topic on an earlier line; otherwise, a new tag’s name.'),
      z.object({ ...topicShape, name: nameInArticle }),
    ],
    { error: 'a name or an object' },
  )
  .meta({ description: 'A topic of the article.' });

/** The original publication of an article. */
export const source = z
  .object(
    {
      name: text('The name of the publication.').optional(),
      url: text('The address of the original.').optional(),
      guid: text('The id of the original in that publication.').optional(),
    },
    { error: 'an object with a name or a url' },
  )
  .meta({ description: 'The publication that the article was first published in.' });

/** An image. */
export const image = z
  .union(
    [
      someText('Its absolute address.'),
      z.object({
        url: someText('Its address: absolute, or a path that begins with `/`.'),
        alt: text('A description of the image for those who cannot see it.').optional(),
        caption: text('The caption below the image.').optional(),
        credit: text('The creator of the image.').optional(),
        width: wholeNumber(1, 'Width in pixels.').optional(),
        height: wholeNumber(1, 'Height in pixels.').optional(),
      }),
    ],
    { error: 'an address or an object' },
  )
  .meta({ description: 'The main image.' });

/** A comment with its replies. */
export const comment = z
  .object(
    {
      id: key(
        'The id of the comment within the article; its position in the list if absent.',
      ).optional(),
      parent: key('The id of the comment that it replies to.').optional(),
      authorName: text('The name that the reader gave; `Anonymous` if absent.').optional(),
      body: text('The text of the comment: plain text, or HTML with `isHtml`.'),
      isHtml: yesOrNo('Whether `body` is HTML; it is stored as plain text.').optional(),
      status: oneOf(
        COMMENT_STATUSES,
        'The moderation status; APPROVED if absent. Only approved comments are visible.',
      ).optional(),
      createdAt: moment('When it was written.'),
      get replies() {
        return listOf(
          comment,
          'Replies to this comment, as an alternative to `parent`.',
        ).optional();
      },
    },
    { error: 'an object with a body' },
  )
  .meta({ id: 'comment', description: 'A reader’s comment.' });

/** A related article, chosen by an editor or found by a gateway. */
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
          .meta({ description: 'How closely it is related, computed by the exporting gateway.' })
          .optional(),
        sharedTopics: listOf(
          text('An id.'),
          'Ids of the topics that both articles have.',
        ).optional(),
        sharedTerms: listOf(text('A term.'), 'Key terms that both articles use.').optional(),
      }),
    ],
    { error: 'an id or an object with one' },
  )
  .meta({ description: 'A related article.' });
