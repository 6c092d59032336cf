import type { Db } from 'mongodb';
import { type CollectionPlan, collectionOf, hasCode } from '../../database/collections.js';
import { findMany } from '../../database/find.js';
import type { Reading } from '../../database/reading.js';
import { DUPLICATE_KEY } from '../../database/slug-claim.js';
import type { SiteDocument } from './site.document.js';

const string = { bsonType: 'string' };

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
      origin: { enum: ['DEMO', 'OWN'] },
      isDemoWhole: { bsonType: 'bool' },
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
  /** Takes what a source says of the magazine. */
  describe(site: Pick<SiteDocument, 'name' | 'description' | 'language'>): Promise<void>;
}

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
      const others = origin === 'OWN' ? {} : { origin: { $ne: 'OWN' as const } };
      try {
        await settings.updateOne(
          { _id: 'site', ...others },
          { $set: { origin } },
          { upsert: true },
        );
      } catch (error) {
        // The one document is there and is the user's own.
        if (!hasCode(error, DUPLICATE_KEY)) throw error;
      }
    },
    markDemoWhole: async () => {
      await settings.updateOne({ _id: 'site' }, { $set: { isDemoWhole: true } });
    },
    describe: async (site) => {
      if (Object.keys(site).length === 0) return;
      await settings.updateOne({ _id: 'site' }, { $set: site }, { upsert: true });
    },
  };
}
