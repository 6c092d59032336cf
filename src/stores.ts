import type { Db } from 'mongodb';
import { collectionNames, ensureCollections } from './database/collections.js';
import { steadily } from './database/steadily.js';
import { articlePlan, articleStore } from './editorial/article/article.store.js';
import { bodyPlan, bodyStore } from './editorial/article/body.store.js';
import { listCountPlan, listCountStore } from './editorial/article/list-count.store.js';
import { authorPlan, authorStore } from './editorial/author/author.store.js';
import { signalPlan, signalStore } from './editorial/related/signal.store.js';
import { resolutionStore } from './editorial/resolution/resolution.store.js';
import { sitePlan, siteStore } from './editorial/site/site.store.js';
import { topicPlan, topicStore } from './editorial/topic/topic.store.js';
import { intentPlan, intentStore } from './publishing/journal/intent.store.js';
import { leasePlan, leaseStore } from './publishing/lease/lease.store.js';
import { commentPlan, commentStore } from './readers/comment/comment.store.js';
import { sharePlan, shareStore } from './readers/share/share.store.js';

/** Every collection of the gateway. */
const PLANS = [
  articlePlan,
  bodyPlan,
  listCountPlan,
  authorPlan,
  signalPlan,
  sitePlan,
  topicPlan,
  intentPlan,
  leasePlan,
  commentPlan,
  sharePlan,
];

/** Makes all collections, validators and indexes, where they are missing. */
export function ensureAllCollections(db: Db): Promise<void> {
  return steadily(() => ensureCollections(db, PLANS));
}

/** Every version of the gateway has made these; other programs hardly have all of them. */
const FOUNDING_PLANS = [articlePlan, bodyPlan, sitePlan];

/**
 * Brings validators and indexes of the collections that exist up to date, and makes no collection.
 *
 * Answers whether the database is the gateway's; any other stays as it is.
 */
export async function updateExistingCollections(db: Db): Promise<boolean> {
  const names = await steadily(() => collectionNames(db));
  if (!FOUNDING_PLANS.every(({ name }) => names.has(name))) return false;
  const existing = PLANS.filter(({ name }) => names.has(name));
  await steadily(() => ensureCollections(db, existing));
  return true;
}

/** The stores of one database: the only way to its documents. */
export function createStores(db: Db) {
  return {
    article: articleStore(db),
    body: bodyStore(db),
    listCount: listCountStore(db),
    author: authorStore(db),
    signal: signalStore(db),
    site: siteStore(db),
    topic: topicStore(db),
    intent: intentStore(db),
    lease: leaseStore(db),
    comment: commentStore(db),
    share: shareStore(db),
    resolution: resolutionStore(db),
  };
}

/** The stores of one database: the only way to its documents. */
export type Stores = ReturnType<typeof createStores>;
