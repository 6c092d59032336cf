import type { Db } from 'mongodb';
import { collectionNames, ensureCollections } from './database/collections.js';
import { withRetry } from './database/with-retry.js';
import { articlePlan, articleStore } from './editorial/article/article.store.js';
import { bodyPlan, bodyStore } from './editorial/article/body.store.js';
import { listCountPlan, listCountStore } from './editorial/article/list-count.store.js';
import { authorPlan, authorStore } from './editorial/author/author.store.js';
import { featuresPlan, featuresStore } from './editorial/related/features.store.js';
import { resolutionStore } from './editorial/resolution/resolution.store.js';
import { sitePlan, siteStore } from './editorial/site/site.store.js';
import { topicPlan, topicStore } from './editorial/topic/topic.store.js';
import { StartError } from './errors.js';
import { intentPlan, intentStore } from './publishing/journal/intent.store.js';
import { leasePlan, leaseStore } from './publishing/lease/lease.store.js';
import { commentPlan, commentStore } from './readers/comment/comment.store.js';
import { sharePlan, shareStore } from './readers/share/share.store.js';

/** The definitions of all collections of the gateway. */
const PLANS = [
  articlePlan,
  bodyPlan,
  listCountPlan,
  authorPlan,
  featuresPlan,
  sitePlan,
  topicPlan,
  intentPlan,
  leasePlan,
  commentPlan,
  sharePlan,
];

/**
 * Creates all missing collections, validators and indexes. If the connection is lost, retries for
 * up to a minute. Throws `StartError` for a database of an earlier version.
 */
export function ensureAllCollections(db: Db): Promise<void> {
  return withRetry(async () => {
    refuseEarlierVersion(await collectionNames(db));
    await ensureCollections(db, PLANS);
  });
}

/** A collection that only versions before 0.2 have created. */
const EARLIER_COLLECTION = 'signals';

function refuseEarlierVersion(names: ReadonlySet<string>): void {
  if (!names.has(EARLIER_COLLECTION)) return;
  throw new StartError(
    'Expected a database of this version, found one of an earlier version. Set BROADSHEET_DATA ' +
      'to an empty folder, or MONGODB_URI to an empty database, and import your archive again.',
  );
}

/**
 * Collections that every version of the gateway has created. Another program's database is unlikely
 * to have all of them, so they identify a database of the gateway.
 */
const FOUNDING_PLANS = [articlePlan, bodyPlan, sitePlan];

/**
 * Updates the validators and indexes of existing collections; creates no collection.
 *
 * Returns false, and changes nothing, if the database does not belong to the gateway. Throws
 * `StartError` for a database of an earlier version.
 */
export async function updateExistingCollections(db: Db): Promise<boolean> {
  const names = await withRetry(() => collectionNames(db));
  if (!FOUNDING_PLANS.every(({ name }) => names.has(name))) return false;
  refuseEarlierVersion(names);
  const existing = PLANS.filter(({ name }) => names.has(name));
  await withRetry(() => ensureCollections(db, existing));
  return true;
}

/** Creates the stores of one database. Documents are read and written only through them. */
export function createStores(db: Db) {
  return {
    article: articleStore(db),
    body: bodyStore(db),
    listCount: listCountStore(db),
    author: authorStore(db),
    features: featuresStore(db),
    site: siteStore(db),
    topic: topicStore(db),
    intent: intentStore(db),
    lease: leaseStore(db),
    comment: commentStore(db),
    share: shareStore(db),
    resolution: resolutionStore(db),
  };
}

/** All stores of one database, as `createStores` returns them. */
export type Stores = ReturnType<typeof createStores>;
