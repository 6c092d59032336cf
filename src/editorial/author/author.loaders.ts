import DataLoader from 'dataloader';
import { inKeyOrder } from '../../database/batching.js';
import { isShown, type NameListRequest } from '../../database/name-list.js';
import { perRequest } from '../../graphql/per-request.js';
import type { AuthorDocument } from './author.document.js';

/**
 * Authors by id, kept across requests once readers may know of them.
 *
 * An id nobody has loads as `null`.
 */
export const authorById = perRequest(
  ({ reading, stores, references }) =>
    new DataLoader<string, AuthorDocument | null>(async (ids) => {
      const authors = await references.authors.read(
        ids,
        (missing) => stores.author.findByIds(reading, missing),
        (author) => isShown(reading, author),
      );
      return inKeyOrder(ids, authors, (author) => author._id);
    }),
);

/** Authors by slug; a slug nobody has loads as `null`. */
export const authorBySlug = perRequest(
  ({ reading, stores }) =>
    new DataLoader<string, AuthorDocument | null>(async (slugs) =>
      inKeyOrder(slugs, await stores.author.findBySlugs(reading, slugs), (author) => author.slug),
    ),
);

/** Stretches of the list of authors. */
export const authorStretch = perRequest(
  ({ reading, stores }) =>
    new DataLoader<NameListRequest, readonly AuthorDocument[], string>(
      (requests) => stores.author.findStretches(reading, requests),
      { cacheKeyFn: (request) => JSON.stringify(request) },
    ),
);

/** How many authors there are; counted once a request. */
export const authorCount = perRequest(({ reading, stores }) => stores.author.count(reading));
