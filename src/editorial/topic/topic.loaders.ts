import { namedLoaders } from '../named/named.loaders.js';
import type { TopicDocument } from './topic.document.js';

/** Topics by id and by slug, and pages and lengths of their lists. */
export const topicLoaders = namedLoaders<TopicDocument>(({ stores, references }) => ({
  store: stores.topic,
  kept: references.topics,
}));
