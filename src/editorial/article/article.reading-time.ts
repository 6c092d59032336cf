import { readingMinutes } from '../../content/reading-time.js';
import type { ArticleDocument } from './article.document.js';

/** The reading time of a card. */
export interface ReadingTime {
  /** Rounded up, never 0. */
  readonly minutes: number;
  /** Unrounded. */
  readonly seconds: number;
  readonly words: number;
  /** BCP 47, of the article. */
  readonly language: string;
}

/** The reading time of an article. */
export function readingTimeOf(
  article: Pick<ArticleDocument, 'readingSeconds' | 'wordCount' | 'language'>,
): ReadingTime {
  return {
    minutes: readingMinutes(article.readingSeconds),
    seconds: article.readingSeconds,
    words: article.wordCount,
    language: article.language,
  };
}
