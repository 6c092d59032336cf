import { namedLoaders } from '../named/named.loaders.js';
import type { AuthorDocument } from './author.document.js';

/** Authors by id and by slug, and pages and length of their list. */
export const authorLoaders = namedLoaders<AuthorDocument>(({ stores, references }) => ({
  store: stores.author,
  kept: references.authors,
}));
