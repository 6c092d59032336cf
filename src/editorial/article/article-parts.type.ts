import { readingLabel } from '../../content/reading-label.js';
import { readingMinutes } from '../../content/reading-time.js';
import { builder } from '../../graphql/builder.js';
import { absoluteUrl, withAbsoluteUrls } from './article.address.js';
import type {
  ArticleDocument,
  BodyDocument,
  ImageDocument,
  LinkDocument,
  SourceDocument,
} from './article.document.js';

/** A whole text weighs as much as a hundred names. */
const TEXT_COST = 100;

/** The text of an article. */
export const ArticleBody = builder.objectRef<BodyDocument>('ArticleBody');

ArticleBody.implement({
  description: 'The text of an article.',
  fields: (t) => ({
    html: t.string({
      complexity: TEXT_COST,
      description:
        'Safe HTML, to be put on a page as it is: no scripts, no styles, absolute addresses.',
      resolve: (body, _args, { siteUrl }) => withAbsoluteUrls(siteUrl, body.html),
    }),
    text: t.exposeString('text', {
      complexity: TEXT_COST,
      description: 'Plain text, paragraphs parted by an empty line.',
    }),
  }),
});

/** A picture. */
export const Image = builder.objectRef<ImageDocument>('Image');

Image.implement({
  description: 'A picture.',
  fields: (t) => ({
    url: t.string({
      description: 'The absolute address of the file.',
      resolve: (image, _args, { siteUrl }) => absoluteUrl(siteUrl, image.url),
    }),
    alt: t.exposeString('alt', {
      description: 'What it shows, for those who cannot see it; null if nobody said.',
      nullable: true,
    }),
    caption: t.exposeString('caption', {
      description: 'The line printed below it.',
      nullable: true,
    }),
    credit: t.exposeString('credit', {
      description: 'Who made it.',
      nullable: true,
    }),
    width: t.exposeInt('width', {
      description: 'Width in pixels, if known.',
      nullable: true,
    }),
    height: t.exposeInt('height', {
      description: 'Height in pixels, if known.',
      nullable: true,
    }),
  }),
});

/** Where an article came from. */
export const ArticleSource = builder.objectRef<SourceDocument>('ArticleSource');

ArticleSource.implement({
  description: 'The publication an article came from, as a page attributes it.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'The name of the publication.',
      nullable: true,
    }),
    url: t.exposeString('url', {
      description: 'The address of the original.',
      nullable: true,
    }),
  }),
});

/** A link in a text. */
export const ArticleLink = builder.objectRef<LinkDocument>('ArticleLink');

ArticleLink.implement({
  description: 'A link that stands in the text of an article.',
  fields: (t) => ({
    url: t.string({
      description: 'The absolute address it leads to.',
      resolve: (link, _args, { siteUrl }) => absoluteUrl(siteUrl, link.url),
    }),
    text: t.exposeString('text', { description: 'The words that are linked.' }),
  }),
});

/** How long a reader needs, from the article itself. */
export const ReadingTime =
  builder.objectRef<Pick<ArticleDocument, 'readingSeconds' | 'wordCount' | 'language'>>(
    'ReadingTime',
  );

ReadingTime.implement({
  description: 'How long an average reader of the article’s language needs.',
  fields: (t) => ({
    minutes: t.int({
      description: 'Whole minutes, rounded up, at least 1.',
      resolve: ({ readingSeconds }) => readingMinutes(readingSeconds),
    }),
    seconds: t.exposeFloat('readingSeconds', {
      description:
        'Seconds, not rounded: the words, 12 for the first picture down to 3, code at half speed.',
    }),
    words: t.exposeInt('wordCount', {
      description: 'Words in the text, as its language counts them.',
    }),
    label: t.string({
      description: 'The reader’s form, such as “5 min read”.',
      args: {
        locale: t.arg.string({
          description: 'The language of the label (BCP 47); the article’s own if nothing is said.',
        }),
      },
      resolve: ({ readingSeconds, language }, { locale }) =>
        readingLabel(readingMinutes(readingSeconds), locale ?? language),
    }),
  }),
});
