import type { RelatedDocument } from '../article/article.document.js';
import type { FeaturesDocument } from './features.document.js';
import { FULL_WEIGHT, readFeatureName } from './related.features.js';
import type { Candidate } from './related.inverted-index.js';

/**
 * Number of related posts stored per article. It exceeds what is shown, because some may be
 * withdrawn later.
 */
export const MAX_RELATED = 20;

/** Weights of the score's parts: terms, topics and closeness in time. They add up to 1. */
const TERM_SHARE = 0.55;
const TOPIC_SHARE = 0.4;
const TIME_SHARE = 0.05;

/** Days after which closeness in time has fallen to 1/e (37 %). */
const DAYS_OF_CLOSENESS = 180;

const MAX_REASONS = 5;

/** A term that more than this fraction of all articles have is ignored. */
const COMMON_PART = 0.1;

/**
 * A term that at most this many articles have is never ignored, because a tenth of a small magazine
 * is almost nothing.
 */
const ALWAYS_TELLING = 3;

/**
 * The significance of a key: the rarer it is among all articles, the higher; 0 for a common term.
 *
 * Topics are assigned by people, so even a common one is significant.
 */
function rarity(kind: 'TOPIC' | 'TERM', articles: number, withKey: number): number {
  const isCommon = withKey > Math.max(ALWAYS_TELLING, articles * COMMON_PART);
  if (kind === 'TERM' && isCommon) return 0;
  return Math.log(1 + articles / Math.max(withKey, 1));
}

/** A key of an article, and its significance. */
export interface OwnKey {
  readonly key: number;
  readonly kind: 'TOPIC' | 'TERM';
  readonly value: string;
  /** Between 0 and 1. */
  readonly weight: number;
  /** Number of articles that have the key. */
  readonly count: number;
  /** Weight times rarity; 0 for a key that is ignored. */
  readonly telling: number;
}

/**
 * The keys of an article, the most significant first. `articles` is the total number of articles,
 * and `countOf` returns how many of them have a key.
 *
 * Ties are broken by the key, so that the same articles always give the same list.
 */
export function ownKeysOf(
  { keys, names, weights }: Pick<FeaturesDocument, 'keys' | 'names' | 'weights'>,
  articles: number,
  countOf: (key: number) => number,
): OwnKey[] {
  const all = keys.map((key, index): OwnKey => {
    const { kind, value } = readFeatureName(names[index] ?? '');
    const weight = (weights[index] ?? 0) / FULL_WEIGHT;
    const count = countOf(key);
    return { key, kind, value, weight, count, telling: weight * rarity(kind, articles, count) };
  });
  return all.sort((a, b) => b.telling - a.telling || a.key - b.key);
}

/**
 * The related posts of an article among the candidates, best first, with the shared topics and
 * terms.
 *
 * Terms and topics are scored separately: each part is the fraction of the article's own total
 * (weight squared times rarity, summed over its keys) that the candidate shares. So an article
 * without topics is related by its terms, and one without terms by its topics. Closeness in time
 * alone makes no article related. Ties are broken by id.
 */
export function relatedAmong(
  article: Pick<FeaturesDocument, '_id' | 'publishedAt'>,
  own: readonly OwnKey[],
  candidates: readonly Candidate[],
): RelatedDocument[] {
  const byKey = new Map(own.filter(({ telling }) => telling > 0).map((each) => [each.key, each]));
  const wholes = { TERM: 0, TOPIC: 0 };
  for (const { kind, telling, weight } of own) wholes[kind] += telling * weight;
  const scored: Scored[] = [];
  for (const candidate of candidates) {
    if (candidate.articleId === article._id) continue;
    const score = scoreOf(article, byKey, wholes, candidate);
    if (score > 0) scored.push({ candidate, score });
  }
  return scored
    .sort((a, b) => b.score - a.score || (a.candidate.articleId < b.candidate.articleId ? -1 : 1))
    .slice(0, MAX_RELATED)
    .map(({ candidate, score }) => withReasons(byKey, candidate, score));
}

interface Scored {
  readonly candidate: Candidate;
  readonly score: number;
}

/** A score between 0 and 1, rounded to four decimals; 0 if no key is shared. */
function scoreOf(
  article: Pick<FeaturesDocument, 'publishedAt'>,
  byKey: ReadonlyMap<number, OwnKey>,
  wholes: Readonly<Record<'TERM' | 'TOPIC', number>>,
  { keys, weights, start, end, publishedAt }: Candidate,
): number {
  const sums = { TERM: 0, TOPIC: 0 };
  let isRelative = false;
  for (let index = start; index < end; index += 1) {
    const own = byKey.get(keys[index] ?? 0);
    if (own === undefined) continue;
    isRelative = true;
    sums[own.kind] += (own.telling * (weights[index] ?? 0)) / FULL_WEIGHT;
  }
  if (!isRelative) return 0;
  const part = (kind: 'TERM' | 'TOPIC') =>
    wholes[kind] === 0 ? 0 : Math.min(sums[kind] / wholes[kind], 1);
  const time = closeness(article.publishedAt, publishedAt);
  const score = TERM_SHARE * part('TERM') + TOPIC_SHARE * part('TOPIC') + TIME_SHARE * time;
  return Math.round(Math.min(score, 1) * 10_000) / 10_000;
}

/** A key that both articles have; `other` is its weight in the candidate. */
interface Shared {
  readonly own: OwnKey;
  readonly other: number;
  readonly product: number;
}

function withReasons(
  byKey: ReadonlyMap<number, OwnKey>,
  { articleId, keys, weights, start, end }: Candidate,
  score: number,
): RelatedDocument {
  const shared: Shared[] = [];
  for (let index = start; index < end; index += 1) {
    const own = byKey.get(keys[index] ?? 0);
    if (own === undefined) continue;
    const other = (weights[index] ?? 0) / FULL_WEIGHT;
    shared.push({ own, other, product: own.telling * other });
  }
  return {
    articleId,
    score,
    sharedTopicIds: topicReasons(shared),
    sharedTerms: reasons(shared, 'TERM'),
  };
}

/**
 * The shared topics that are assigned directly to at least one of the two articles; if there are
 * none, the shared ancestors.
 */
function topicReasons(shared: readonly Shared[]): string[] {
  const near = reasons(shared.filter(isOfOneItself), 'TOPIC');
  return near.length > 0 ? near : reasons(shared, 'TOPIC');
}

/** Whether the topic is assigned directly to one of the two articles. */
function isOfOneItself({ own, other }: Shared): boolean {
  return Math.max(own.weight, other) === 1;
}

/** The most significant shared topics or terms. */
function reasons(shared: readonly Shared[], kind: 'TERM' | 'TOPIC'): string[] {
  return shared
    .filter(({ own }) => own.kind === kind)
    .sort((a, b) => b.product - a.product || (a.own.value < b.own.value ? -1 : 1))
    .slice(0, MAX_REASONS)
    .map(({ own }) => own.value);
}

function closeness(a: Date | undefined, b: number): number {
  if (a === undefined) return 0;
  const days = Math.abs(a.getTime() - b) / 86_400_000;
  return Math.exp(-days / DAYS_OF_CLOSENESS);
}
