import type { Collection, Db, Filter } from 'mongodb';
import { boolean, date, string } from '../../database/bson-types.js';
import {
  type CollectionPlan,
  collectionOf,
  DUPLICATE_KEY,
  hasCode,
} from '../../database/collections.js';
import { findMany } from '../../database/find.js';
import type { Reading } from '../../database/reading.js';
import type { SiteDocument } from './site.document.js';

/** Settings of the magazine: one document. */
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

/** Every read and write of the magazine's settings. */
export interface SiteStore {
  /** The settings, empty if nothing was ever said. */
  read(reading: Reading): Promise<SiteDocument>;
  /** Says whose content this is; once it is the user's own it never becomes the demo's. */
  markOrigin(origin: 'DEMO' | 'OWN'): Promise<void>;
  /** Says that the demo has been loaded to its end. */
  markDemoWhole(): Promise<void>;
  /** Says from when on articles may come out by themselves, unless that was said before. */
  beginClock(moment: Date): Promise<void>;
  /** Says that all that came out up to a moment is settled; it never goes back. */
  advanceClock(moment: Date): Promise<void>;
  /** Takes what a source of the whole site at a host says of the magazine, if it tells one. */
  describe(site: ToldSite, host?: string): Promise<void>;
  /** Takes what a feed says, unless another site has named the magazine. */
  describeByFeed(site: ToldSite, host?: string): Promise<void>;
}

/** What a source says of the magazine. */
export type ToldSite = Pick<SiteDocument, 'name' | 'description' | 'language'>;

/** The store of the magazine's settings in a database. */
export function siteStore(db: Db): SiteStore {
  const settings = collectionOf<SiteDocument>(db, sitePlan);
  return {
    read: async (reading) => {
      const plan = { filter: { _id: 'site' }, hint: '_id_', limit: 1 } as const;
      const [site] = await findMany<SiteDocument>(reading, settings, plan);
      return site ?? { _id: 'site' };
    },
    markOrigin: async (origin) => {
      if (origin === 'OWN') {
        await settings.updateOne({ _id: 'site', origin: 'DEMO' }, { $set: { namedBy: NOBODY } });
      }
      // Not where the one document is there and is the user's own.
      const condition: Filter<SiteDocument> = origin === 'OWN' ? {} : { origin: { $ne: 'OWN' } };
      const isSet = await setWhere(settings, condition, { origin });
      // Another process has just made it: now it is there to be set.
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

/** What a source says, with the host that gives the name if it gives one. */
function namedBy(site: ToldSite, host: string | undefined): Omit<Partial<SiteDocument>, '_id'> {
  return site.name === undefined || host === undefined ? site : { ...site, namedBy: host };
}

/** Has named a magazine that still bears the name of the demo. */
const NOBODY = '';

/**
 * Sets values in the one document if it fulfils a condition, or is not there yet; tells whether it
 * did.
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
    // It is there, and does not fulfil it.
    if (!hasCode(error, DUPLICATE_KEY)) throw error;
    return false;
  }
}
