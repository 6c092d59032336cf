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

/** Complexity of a field that returns a whole text. */
const TEXT_COST = 100;

/** The GraphQL type of the full text of an article. */
export const ArticleBody = builder.objectRef<BodyDocument>('ArticleBody');

ArticleBody.implement({
  description: 'The full text of an article, as HTML and as plain text.',
  fields: (t) => ({
    html: t.string({
      complexity: TEXT_COST,
      description:
        'Sanitised HTML that can be inserted into a page as it is: it has no scripts and no styles, and all its URLs are absolute.',
      resolve: (body, _args, { siteUrl }) => withAbsoluteUrls(siteUrl, body.html),
    }),
    text: t.exposeString('text', {
      complexity: TEXT_COST,
      description: 'Plain text; paragraphs are separated by an empty line.',
    }),
  }),
});

/** The GraphQL type of an image. */
export const Image = builder.objectRef<ImageDocument>('Image');

Image.implement({
  description: 'An image.',
  fields: (t) => ({
    url: t.string({
      description: 'Absolute URL of the image file.',
      resolve: (image, _args, { siteUrl }) => absoluteUrl(siteUrl, image.url),
    }),
    alt: t.exposeString('alt', {
      description:
        'Alternative text for people who cannot see the image. Null if none was given; an empty string marks a decorative image.',
      nullable: true,
    }),
    caption: t.exposeString('caption', {
      description: 'Caption of the image, in plain text. Null if it has none.',
      nullable: true,
    }),
    credit: t.exposeString('credit', {
      description: 'Photographer, illustrator or agency. Null if unknown.',
      nullable: true,
    }),
    width: t.exposeInt('width', {
      description: 'Width in pixels. Null if unknown.',
      nullable: true,
    }),
    height: t.exposeInt('height', {
      description: 'Height in pixels. Null if unknown.',
      nullable: true,
    }),
  }),
});

/** The publication that an article came from. */
export const ArticleSource = builder.objectRef<SourceDocument>('ArticleSource');

ArticleSource.implement({
  description:
    'The publication in which an article first appeared, for attribution. At least one of the fields has a value.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'Name of the publication. Null if unknown.',
      nullable: true,
    }),
    url: t.exposeString('url', {
      description: 'Absolute URL of the original article. Null if unknown.',
      nullable: true,
    }),
  }),
});

/** The GraphQL type of a link in the text of an article. */
export const ArticleLink = builder.objectRef<LinkDocument>('ArticleLink');

ArticleLink.implement({
  description: 'A link in the text of an article.',
  fields: (t) => ({
    url: t.string({
      description: 'Absolute URL of the link target.',
      resolve: (link, _args, { siteUrl }) => absoluteUrl(siteUrl, link.url),
    }),
    text: t.exposeString('text', { description: 'The linked text.' }),
  }),
});

/** The reading time of an article, computed from its card. */
export const ReadingTime =
  builder.objectRef<Pick<ArticleDocument, 'readingSeconds' | 'wordCount' | 'language'>>(
    'ReadingTime',
  );

ReadingTime.implement({
  description:
    'Estimated time that an average reader of the article’s language needs for the article.',
  fields: (t) => ({
    minutes: t.int({
      description: 'Whole minutes, rounded up; at least 1.',
      resolve: ({ readingSeconds }) => readingMinutes(readingSeconds),
    }),
    seconds: t.exposeFloat('readingSeconds', {
      description:
        'Seconds, not rounded. The text is counted at the average reading speed of its language, code at half the speed; ' +
        'the first image adds 12 seconds, each further image one second less, down to 3.',
    }),
    words: t.exposeInt('wordCount', {
      description:
        'Number of words in the text on which this time is based; always equal to `Article.wordCount`.',
    }),
    label: t.string({
      description:
        'Reading time as text for readers, such as “5 min read”, with the plural form and digits of the language.',
      args: {
        locale: t.arg.string({
          description:
            'Language of the label (BCP 47). The article’s language if not given; English for a language without a translation.',
        }),
      },
      resolve: ({ readingSeconds, language }, { locale }) =>
        readingLabel(readingMinutes(readingSeconds), locale ?? language),
    }),
  }),
});
