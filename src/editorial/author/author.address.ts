import type { AuthorDocument } from './author.document.js';

/** The path of an author below the site's address. */
export function authorPath({ slug }: Pick<AuthorDocument, 'slug'>): string {
  return `/author/${slug}`;
}

/** The address of an author at this site. */
export function authorUrl(siteUrl: string, author: Pick<AuthorDocument, 'slug'>): string {
  return siteUrl + authorPath(author).split('/').map(encodeURIComponent).join('/');
}
