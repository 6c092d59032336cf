import { Marked } from 'marked';
import { withoutUndefined } from '../../absence.js';
import { footnotes } from '../footnotes.js';
import { imageHtml, linkHtml } from '../html.js';
import type { Fields } from '../parsed-object.js';
import { pixelsOf, textOf } from './fields.js';

/** The image of a card, inside its link if it has one; '' if the card has no image. */
export function imageTag(card: Fields): string {
  const url = textOf(card, 'src');
  if (url === '') return '';
  const size = withoutUndefined({ width: pixelsOf(card.width), height: pixelsOf(card.height) });
  const image = imageHtml({ url, alt: textOf(card, 'alt'), ...size }, textOf(card, 'title'));
  return linkHtml(textOf(card, 'href'), image);
}

/** Renders the Markdown of a card: GitHub Flavored, with footnotes. */
export function markdownHtml(markdown: string): string {
  return new Marked({ gfm: true }).use(...footnotes(markdown)).parse(markdown, { async: false });
}
