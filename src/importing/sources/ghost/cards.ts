import { escapeHtml } from '../../../content/html.js';
import { codeHtml, figureOf, linkHtml, playerHtml, wrapped } from '../html.js';
import type { Fields } from '../parsed-object.js';
import { embedHtml } from './embeds.js';
import { isYes, objectsOf, textOf } from './fields.js';
import { imageTag, markdownHtml } from './html.js';

type CardRenderer = (card: Fields) => string;

/** Cards that are not content of the article: invitations, and parts shown in e-mails only. */
const NOT_IN_ARTICLE = [
  'collection',
  'email',
  'email-cta',
  'members-only',
  'paywall',
  'signup',
  'tk',
  'transistor',
  'zwnj',
];

const CARDS: ReadonlyMap<string, CardRenderer> = new Map<string, CardRenderer>([
  ['image', imageCard],
  ['image-card', imageCard],
  ['gallery', galleryCard],
  ['before-after', beforeAfterCard],
  ['html', (card) => textOf(card, 'html')],
  ['markdown', (card) => markdownHtml(textOf(card, 'markdown'))],
  ['card-markdown', (card) => markdownHtml(textOf(card, 'markdown'))],
  ['markdown-card', (card) => markdownHtml(textOf(card, 'markdown'))],
  ['embed', embedHtml],
  ['nft', embedHtml],
  ['bookmark', bookmarkCard],
  ['code', codeCard],
  ['codeblock', codeCard],
  ['hr', () => '<hr>'],
  ['horizontalrule', () => '<hr>'],
  ['callout', calloutCard],
  ['toggle', toggleCard],
  ['button', (card) => buttonHtml(textOf(card, 'buttonUrl'), textOf(card, 'buttonText'))],
  ['video', videoCard],
  ['audio', audioCard],
  ['file', fileCard],
  ['product', productCard],
  ['header', headerCard],
  ['call-to-action', callToActionCard],
  ...NOT_IN_ARTICLE.map((name): [string, CardRenderer] => [name, () => '']),
]);

/**
 * The HTML of one Ghost card, from its payload (Mobiledoc) or its node (Lexical).
 *
 * `undefined` for an unknown card. HTML inside a card is not sanitised.
 */
export function cardHtml(name: string, card: Fields): string | undefined {
  return CARDS.get(name)?.(card);
}

function imageCard(card: Fields): string {
  return figureOf(imageTag(card), textOf(card, 'caption'));
}

function galleryCard(card: Fields): string {
  return figureOf(objectsOf(card.images).map(imageTag).join(''), textOf(card, 'caption'));
}

function beforeAfterCard(card: Fields): string {
  const both = objectsOf([card.beforeImage, card.afterImage]);
  return figureOf(both.map(imageTag).join(''), textOf(card, 'caption'));
}

function codeCard(card: Fields): string {
  // Not trimmed: spaces at the beginning are part of the code.
  const code = typeof card.code === 'string' ? card.code : '';
  const html = codeHtml(escapeHtml(code), textOf(card, 'language'));
  const caption = textOf(card, 'caption');
  return caption === '' ? html : figureOf(html, caption);
}

function bookmarkCard(card: Fields): string {
  const [about = {}] = objectsOf([card.metadata]);
  const url = textOf(card, 'url') || textOf(about, 'url');
  const title = escapeHtml(textOf(about, 'title') || url);
  const by = [textOf(about, 'author'), textOf(about, 'publisher')].filter((one) => one !== '');
  const words = [textOf(about, 'description'), by.join(', ')].filter((one) => one !== '');
  const lines = [linkHtml(url, title), ...words.map(escapeHtml)];
  return `${wrapped('p', lines.join('<br>'))}${wrapped('p', textOf(card, 'caption'))}`;
}

function calloutCard(card: Fields): string {
  const text = [escapeHtml(textOf(card, 'calloutEmoji')), textOf(card, 'calloutText')];
  return wrapped('aside', wrapped('p', text.join(' ').trim()));
}

function toggleCard(card: Fields): string {
  const summary = wrapped('summary', textOf(card, 'heading'));
  return `<details>${summary}${textOf(card, 'content')}</details>`;
}

function buttonHtml(url: string, text: string): string {
  return wrapped('p', linkHtml(url, escapeHtml(text)));
}

function videoCard(card: Fields): string {
  const url = textOf(card, 'src');
  if (url === '') return '';
  const still = textOf(card, 'customThumbnailSrc', 'thumbnailSrc');
  const video = playerHtml('video', url, textOf(card, 'fileName') || 'Video', still);
  return figureOf(video, textOf(card, 'caption'));
}

function audioCard(card: Fields): string {
  const url = textOf(card, 'src');
  if (url === '') return '';
  const audio = playerHtml('audio', url, textOf(card, 'title') || 'Audio');
  return figureOf(audio, textOf(card, 'caption') || escapeHtml(textOf(card, 'title')));
}

function fileCard(card: Fields): string {
  const name = textOf(card, 'fileTitle') || textOf(card, 'fileName');
  const label = linkHtml(textOf(card, 'src'), escapeHtml(name || 'File'));
  const caption = escapeHtml(textOf(card, 'fileCaption'));
  return wrapped('p', caption === '' ? label : `${label}<br>${caption}`);
}

function productCard(card: Fields): string {
  const picture = {
    src: card.productImageSrc,
    width: card.productImageWidth,
    height: card.productImageHeight,
    alt: textOf(card, 'productTitle'),
  };
  const rating = Math.round(Number(card.productStarRating));
  const isRated = isYes(card.productRatingEnabled) && rating >= 1 && rating <= 5;
  const button = isYes(card.productButtonEnabled)
    ? buttonHtml(textOf(card, 'productUrl'), textOf(card, 'productButton'))
    : '';
  const parts = [
    figureOf(imageTag(picture)),
    wrapped('h4', textOf(card, 'productTitle')),
    isRated ? `<p>${'★'.repeat(rating)}${'☆'.repeat(5 - rating)}</p>` : '',
    block(textOf(card, 'productDescription')),
    button,
  ];
  return wrapped('section', parts.join(''));
}

function headerCard(card: Fields): string {
  const button = isYes(card.buttonEnabled)
    ? buttonHtml(textOf(card, 'buttonUrl'), textOf(card, 'buttonText'))
    : '';
  const parts = [
    wrapped('h2', textOf(card, 'header')),
    wrapped('p', textOf(card, 'subheader')),
    figureOf(imageTag({ src: card.backgroundImageSrc })),
    button,
  ];
  return wrapped('section', parts.join(''));
}

function callToActionCard(card: Fields): string {
  const picture = { src: card.imageUrl, width: card.imageWidth, height: card.imageHeight };
  const button = isYes(card.showButton)
    ? buttonHtml(textOf(card, 'buttonUrl'), textOf(card, 'buttonText'))
    : '';
  // Keep the label of an advertisement.
  const label = isYes(card.hasSponsorLabel) ? block(textOf(card, 'sponsorLabel')) : '';
  const parts = [label, figureOf(imageTag(picture)), block(textOf(card, 'textValue')), button];
  return wrapped('aside', parts.join(''));
}

/** The HTML, inside a paragraph unless it has block elements of its own. */
function block(html: string): string {
  return /<(?:p|ul|ol|h\d|blockquote)\b/i.test(html) ? html : wrapped('p', html);
}
