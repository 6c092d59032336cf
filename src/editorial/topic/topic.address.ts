import type { TopicDocument } from './topic.document.js';

/**
 * The path of a topic, relative to the site's address: its taxonomy, then the slugs from its root.
 */
export function topicPath({ taxonomy, path }: Pick<TopicDocument, 'taxonomy' | 'path'>): string {
  return `/${taxonomy.toLowerCase()}/${path}`;
}

/** The absolute address of a topic on this site. */
export function topicUrl(siteUrl: string, topic: Pick<TopicDocument, 'taxonomy' | 'path'>): string {
  return siteUrl + topicPath(topic).split('/').map(encodeURIComponent).join('/');
}
