import type { SiteEntry } from '../../../publishing/entry.js';
import { optional } from '../optional.js';
import type { SiteLine } from './shape.js';

/** What a line tells of the magazine. */
export function siteOf({ name, description, url, language }: SiteLine): SiteEntry {
  return {
    ...optional('name', name),
    ...optional('description', description),
    ...optional('url', url),
    ...optional('language', language),
  };
}
