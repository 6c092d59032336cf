import { slugify } from '../../content/slug.js';
import type { ArticleDocument } from '../../editorial/article/article.document.js';
import type { ArticleEntry } from '../entry.js';
import type { MeasuredArticle } from '../measuring/measure.js';

/**
 * The slug that an entry asks for with a text.
 *
 * One of this gateway's own stays, though it may have a number behind its full length.
 */
export function askedSlug(
  { id }: { readonly id?: string },
  text: string,
  language?: string,
): string {
  const isOurs = id !== undefined && /^[a-z\d]+(?:-[a-z\d]+)*$/.test(text);
  return isOurs ? text : slugify(text, language);
}

/**
 * The slugs of an article, each once, the current one first. That stays for ever; what the source
 * wishes now, and its old ones, resolve as well.
 */
export function articleSlugs(
  entry: ArticleEntry,
  measured: Pick<MeasuredArticle, 'title' | 'language'>,
  previous: ArticleDocument | undefined,
): string[] {
  const slugIn = (text: string) => askedSlug(entry, text, measured.language);
  const wished = slugIn(entry.slug ?? measured.title);
  const old = (entry.oldSlugs ?? []).map(slugIn);
  const slugs = [
    ...(previous?.slugs ?? []),
    ...(isNewWish(entry, previous) ? [wished] : []),
    ...old,
  ];
  return [...new Set(slugs)];
}

/** A slug that was made from a title does not follow the title. */
function isNewWish(entry: ArticleEntry, previous: ArticleDocument | undefined): boolean {
  return previous === undefined || entry.slug !== undefined;
}
