import { momentOf } from '../../../json-lines/moment.js';
import type { SiteLine } from '../../../json-lines/shape.js';
import type { SiteEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';

/** The site entry of a line. */
export function siteOf(line: SiteLine): SiteEntry {
  const { name, description, url, language, unsettledFrom } = line;
  return withoutUndefined({
    name,
    description,
    url,
    language,
    unsettledFrom: unsettledFrom === undefined ? undefined : momentOf(unsettledFrom),
  });
}
