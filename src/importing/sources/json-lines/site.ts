import { momentOf } from '../../../json-lines/moment.js';
import type { SiteLine } from '../../../json-lines/shape.js';
import type { SiteEntry } from '../../../publishing/entry.js';
import { optional } from '../../optional.js';

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
