import type { RelatedDocument } from '../article/article.document.js';
import { FULL_WEIGHT, readSignalName } from './related.signals.js';
import type { Candidate } from './related.table.js';
import type { SignalDocument } from './signal.document.js';

/** Relatives that are kept for an article; some may be withdrawn before they are shown. */
export const KEPT_RELATIVES = 20;

/** Shares of the score: what is said by terms, by topics, and by lying close in time. */
const TERM_SHARE = 0.55;
const TOPIC_SHARE = 0.4;
const TIME_SHARE = 0.05;

/** Days after which closeness in time has fallen to a third. */
const DAYS_OF_CLOSENESS = 180;

const MOST_REASONS = 5;

/** A term that more than this part of all articles carry is everybody's, and no reason. */
const COMMON_PART = 0.1;

/** So many may always carry a term: in a small magazine a tenth is next to nothing. */
const ALWAYS_TELLING = 3;

/**
 * How telling a key is: the rarer it is among all articles, the more; 0 for a term that is common.
 *
 * Topics are chosen by people, so even a common one tells something.
 */
function rarity(kind: 'TOPIC' | 'TERM', articles: number, withKey: number): number {
  const isCommon = withKey > Math.max(ALWAYS_TELLING, articles * COMMON_PART);
  if (kind === 'TERM' && isCommon) return 0;
  return Math.log(1 + articles / Math.max(withKey, 1));
}

/** A key of an article, and what it tells. */
export interface OwnKey {
  readonly key: number;
  readonly kind: 'TOPIC' | 'TERM';
  readonly value: string;
  /** Between 0 and 1. */
  readonly weight: number;
  /** How many articles carry it. */
  readonly count: number;
  /** Weight times rarity; 0 for what is no reason. */
  readonly telling: number;
}

/**
 * The keys of an article, the most telling first, by how many of all articles carry each.
 *
 * Ties are broken by the key: the same articles always give the same list.
 */
export function ownKeysOf(
  { keys, names, weights }: Pick<SignalDocument, 'keys' | 'names' | 'weights'>,
  articles: number,
  countOf: (key: number) => number,
): OwnKey[] {
  const all = keys.map((key, index): OwnKey => {
    const { kind, value } = readSignalName(names[index] ?? '');
    const weight = (weights[index] ?? 0) / FULL_WEIGHT;
    const count = countOf(key);
    return { key, kind, value, weight, count, telling: weight * rarity(kind, articles, count) };
  });
  return all.sort((a, b) => b.telling - a.telling || a.key - b.key);
}

/**
 * The relatives of an article among candidates, best first, with the reasons.
 *
 * Terms and topics count apart: how much of what the article's keys tell (weight squared times
 * rarity) the candidate tells as well. So an article without topics is still related by its words
 * and one without words by its topics. Time alone makes no relative. Ties are broken by id.
 */
export function relativesAmong(
  article: Pick<SignalDocument, '_id' | 'publishedAt'>,
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
    .slice(0, KEPT_RELATIVES)
    .map(({ candidate, score }) => withReasons(byKey, candidate, score));
}

interface Scored {
  readonly candidate: Candidate;
  readonly score: number;
}

/** Between 0 and 1, of four decimals; 0 for one that shares nothing. */
function scoreOf(
  article: Pick<SignalDocument, 'publishedAt'>,
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

/** A key of both: `other` is the candidate's weight. */
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
 * Topics that one of the two is filed under itself; only if there is none, what lies above both.
 */
function topicReasons(shared: readonly Shared[]): string[] {
  const near = reasons(shared.filter(isOfOneItself), 'TOPIC');
  return near.length > 0 ? near : reasons(shared, 'TOPIC');
}

/** Whether one of the two is filed under the topic itself. */
function isOfOneItself({ own, other }: Shared): boolean {
  return Math.max(own.weight, other) === 1;
}

/** The most telling of what is shared. */
function reasons(shared: readonly Shared[], kind: 'TERM' | 'TOPIC'): string[] {
  return shared
    .filter(({ own }) => own.kind === kind)
    .sort((a, b) => b.product - a.product || (a.own.value < b.own.value ? -1 : 1))
    .slice(0, MOST_REASONS)
    .map(({ own }) => own.value);
}

function closeness(a: Date | undefined, b: number): number {
  if (a === undefined) return 0;
  const days = Math.abs(a.getTime() - b) / 86_400_000;
  return Math.exp(-days / DAYS_OF_CLOSENESS);
}
