import type { SiteEntry } from '../../../publishing/entry.js';
import { optional } from '../optional.js';
import { momentOf } from './dates.js';
import type { SiteLine } from './shape.js';

/** What a line tells of the magazine. */
export function siteOf(line: SiteLine): SiteEntry {
  const { name, description, url, language, unsettledFrom } = line;
  return {
    ...optional('name', name),
    ...optional('description', description),
    ...optional('url', url),
    ...optional('language', language),
    ...optional('unsettledFrom', unsettledFrom === undefined ? undefined : momentOf(unsettledFrom)),
  };
}
