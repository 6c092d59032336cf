import type { Collection, Db, Filter } from 'mongodb';
import { boolean, date, string } from '../../database/bson-types.js';
import {
  type CollectionPlan,
  collectionOf,
  DUPLICATE_KEY,
  hasCode,
} from '../../database/collections.js';
import { findMany } from '../../database/find.js';
import type { ReadContext } from '../../database/read-context.js';
import type { SiteDocument } from './site.document.js';

/** The settings of the magazine: one document. */
export const sitePlan: CollectionPlan = {
  name: 'settings',
  schema: {
    bsonType: 'object',
    required: ['_id'],
    properties: {
      _id: { enum: ['site'] },
      name: string,
      description: string,
      language: string,
      namedBy: string,
      origin: { enum: ['DEMO', 'OWN'] },
      isDemoWhole: boolean,
      settledUpTo: date,
    },
  },
  indexes: [],
};

/** All reads and writes of the magazine's settings. */
export interface SiteStore {
  /** The settings; without values if none were ever set. */
  read(readContext: ReadContext): Promise<SiteDocument>;
  /** Sets the origin of the content; `OWN` is never changed back to `DEMO`. */
  markOrigin(origin: 'DEMO' | 'OWN'): Promise<void>;
  /** Notes that the demo was imported completely. */
  markDemoWhole(): Promise<void>;
  /** Sets the moment from which scheduled articles are processed, unless it is already set. */
  beginClock(moment: Date): Promise<void>;
  /** Notes that all articles published up to a moment are processed; it never moves back. */
  advanceClock(moment: Date): Promise<void>;
  /**
   * Applies the magazine's description from a source of a whole site. `host` is the host of that
   * site, if known.
   */
  describe(site: DeclaredSite, host?: string): Promise<void>;
  /** Applies the description of a feed, unless another site has already named the magazine. */
  describeByFeed(site: DeclaredSite, host?: string): Promise<void>;
}

/** A source's description of the magazine. */
export type DeclaredSite = Pick<SiteDocument, 'name' | 'description' | 'language'>;

/** Creates the store of the magazine's settings in a database. */
export function siteStore(db: Db): SiteStore {
  const settings = collectionOf<SiteDocument>(db, sitePlan);
  return {
    read: async (readContext) => {
      const plan = { filter: { _id: 'site' }, hint: '_id_', limit: 1 } as const;
      const [site] = await findMany<SiteDocument>(readContext, settings, plan);
      return site ?? { _id: 'site' };
    },
    markOrigin: async (origin) => {
      if (origin === 'OWN') {
        await settings.updateOne({ _id: 'site', origin: 'DEMO' }, { $set: { namedBy: NOBODY } });
      }
      // The demo must not replace the origin of own content.
      const condition: Filter<SiteDocument> = origin === 'OWN' ? {} : { origin: { $ne: 'OWN' } };
      const isSet = await setWhere(settings, condition, { origin });
      // Another process has just created the document, so it can be updated now.
      if (!isSet && origin === 'OWN') await setWhere(settings, condition, { origin });
    },
    markDemoWhole: async () => {
      await settings.updateOne({ _id: 'site' }, { $set: { isDemoWhole: true } });
    },
    beginClock: async (moment) => {
      await setWhere(settings, { settledUpTo: { $exists: false } }, { settledUpTo: moment });
    },
    advanceClock: async (moment) => {
      const update = { $max: { settledUpTo: moment } };
      await settings.updateOne({ _id: 'site' }, update, { upsert: true });
    },
    describe: async (site, host) => {
      if (Object.keys(site).length === 0) return;
      const isUnknown = site.name !== undefined && host === undefined;
      const update = {
        $set: namedBy(site, host),
        ...(isUnknown ? { $unset: { namedBy: true } as const } : {}),
      };
      await settings.updateOne({ _id: 'site' }, update, { upsert: true });
    },
    describeByFeed: async (site, host) => {
      if (Object.keys(site).length === 0) return;
      const names = { namedBy: { $in: host === undefined ? [NOBODY] : [NOBODY, host] } };
      const isFree: Filter<SiteDocument> = { $or: [{ name: { $exists: false } }, names] };
      await setWhere(settings, isFree, namedBy(site, host));
    },
  };
}

/** A source's description, with the host as `namedBy` if it contains a name. */
function namedBy(site: DeclaredSite, host: string | undefined): Omit<Partial<SiteDocument>, '_id'> {
  return site.name === undefined || host === undefined ? site : { ...site, namedBy: host };
}

/** Value of `namedBy` while the name is still that of the demo. */
const NOBODY = '';

/**
 * Sets values if the document meets a condition or does not exist yet. Returns whether they were
 * set.
 */
async function setWhere(
  settings: Collection<SiteDocument>,
  condition: Filter<SiteDocument>,
  values: Partial<Omit<SiteDocument, '_id'>>,
): Promise<boolean> {
  try {
    await settings.updateOne({ ...condition, _id: 'site' }, { $set: values }, { upsert: true });
    return true;
  } catch (error) {
    // The document exists but does not meet the condition.
    if (!hasCode(error, DUPLICATE_KEY)) throw error;
    return false;
  }
}
