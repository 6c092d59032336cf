import { slugify } from '../../content/slug.js';
import type { ArticleDocument } from '../../editorial/article/article.document.js';
import type { ArticleAnalysis } from '../analysis/analyse.js';
import type { ArticleEntry } from '../entry.js';

/**
 * The slug that an entry asks for: `text` turned into a slug.
 *
 * A slug from an export of this gateway is kept unchanged, because it may be longer than `slugify`
 * allows: a number may follow a slug of full length.
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
 * All slugs of an article without duplicates, the current one first. The current slug of a stored
 * article never changes; the slug that the source asks for now and its old slugs resolve to the
 * article as well.
 */
export function articleSlugs(
  entry: ArticleEntry,
  analysis: Pick<ArticleAnalysis, 'title' | 'language'>,
  previous: ArticleDocument | undefined,
): string[] {
  const slugIn = (text: string) => askedSlug(entry, text, analysis.language);
  const wished = slugIn(entry.slug ?? analysis.title);
  const old = (entry.oldSlugs ?? []).map(slugIn);
  const slugs = [
    ...(previous?.slugs ?? []),
    ...(isNewWish(entry, previous) ? [wished] : []),
    ...old,
  ];
  return [...new Set(slugs)];
}

/** A slug that was made from a title does not change when the title changes. */
function isNewWish(entry: ArticleEntry, previous: ArticleDocument | undefined): boolean {
  return previous === undefined || entry.slug !== undefined;
}
