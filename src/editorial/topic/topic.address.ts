import type { TopicDocument } from './topic.document.js';

/** The path of a topic below the site's address: its classification, and the way from its root. */
export function topicPath({ taxonomy, path }: Pick<TopicDocument, 'taxonomy' | 'path'>): string {
  return `/${taxonomy.toLowerCase()}/${path}`;
}

/** The address of a topic at this site. */
export function topicUrl(siteUrl: string, topic: Pick<TopicDocument, 'taxonomy' | 'path'>): string {
  return siteUrl + topicPath(topic).split('/').map(encodeURIComponent).join('/');
}
