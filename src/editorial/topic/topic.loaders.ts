import DataLoader from 'dataloader';
import { inKeyOrder } from '../../database/batching.js';
import { isShown, type NameListRequest } from '../../database/name-list.js';
import { perRequest } from '../../graphql/per-request.js';
import type { TopicDocument } from './topic.document.js';

/**
 * Topics by id, kept across requests once readers may know of them.
 *
 * An id nobody has loads as `null`.
 */
export const topicById = perRequest(
  ({ reading, stores, references }) =>
    new DataLoader<string, TopicDocument | null>(async (ids) => {
      const topics = await references.topics.read(
        ids,
        (missing) => stores.topic.findByIds(reading, missing),
        (topic) => isShown(reading, topic),
      );
      return inKeyOrder(ids, topics, (topic) => topic._id);
    }),
);

/** Topics by slug; a slug nobody has loads as `null`. */
export const topicBySlug = perRequest(
  ({ reading, stores }) =>
    new DataLoader<string, TopicDocument | null>(async (slugs) =>
      inKeyOrder(slugs, await stores.topic.findBySlugs(reading, slugs), (topic) => topic.slug),
    ),
);

/** Stretches of lists of topics. */
export const topicStretch = perRequest(
  ({ reading, stores }) =>
    new DataLoader<NameListRequest, readonly TopicDocument[], string>(
      (requests) => stores.topic.findStretches(reading, requests),
      { cacheKeyFn: (request) => JSON.stringify(request) },
    ),
);

/** Lengths of lists of topics, by the list's name. */
export const topicCount = perRequest(
  ({ reading, stores }) =>
    new DataLoader<string, number>((lists) => stores.topic.count(reading, lists)),
);
