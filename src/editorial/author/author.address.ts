import type { AuthorDocument } from './author.document.js';

/** The path of an author, relative to the site's address. */
export function authorPath({ slug }: Pick<AuthorDocument, 'slug'>): string {
  return `/author/${slug}`;
}

/** The absolute address of an author on this site. */
export function authorUrl(siteUrl: string, author: Pick<AuthorDocument, 'slug'>): string {
  return siteUrl + authorPath(author).split('/').map(encodeURIComponent).join('/');
}
