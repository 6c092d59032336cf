import type { RelatedDocument } from '../article/article.document.js';
import { FILED_ITSELF, readSignalKey } from './related.signals.js';
import type { SignalDocument } from './signal.document.js';

/** Relatives that are kept for an article; some may be withdrawn before they are shown. */
const KEPT_RELATIVES = 20;

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
export function rarity(key: string, articles: number, withKey: number): number {
  const isTerm = readSignalKey(key).kind === 'TERM';
  if (isTerm && withKey > Math.max(ALWAYS_TELLING, articles * COMMON_PART)) return 0;
  return Math.log(1 + articles / Math.max(withKey, 1));
}

/** An article that may be a relative, its weights by key. */
export interface Candidate {
  readonly articleId: string;
  readonly publishedAt: Date | undefined;
  readonly weights: ReadonlyMap<string, number>;
}

/** An article as a candidate. */
export function candidateOf({ _id, publishedAt, keys, weights }: SignalDocument): Candidate {
  const byKey = new Map(keys.map((key, index) => [key, weights[index] ?? 0]));
  return { articleId: _id, publishedAt, weights: byKey };
}

/**
 * The relatives of an article among candidates, best first, with the reasons.
 *
 * Terms and topics count apart: how much of what the article's keys tell (weight squared times
 * rarity) the candidate tells as well. So an article without topics is still related by its words
 * and one without words by its topics. Time alone makes no relative. Only the article's own keys
 * need a rarity, and ties are broken by id: the same articles always give the same list.
 */
export function relativesAmong(
  article: SignalDocument,
  candidates: readonly Candidate[],
  rarityOf: (key: string) => number,
): RelatedDocument[] {
  const own = [...candidateOf(article).weights].map(([key, weight]) => {
    const telling = weight * rarityOf(key);
    return { ...readSignalKey(key), key, weight, telling, whole: telling * weight };
  });
  const wholes = {
    TERM: sum(own.filter(({ kind }) => kind === 'TERM').map(({ whole }) => whole)),
    TOPIC: sum(own.filter(({ kind }) => kind === 'TOPIC').map(({ whole }) => whole)),
  };
  return candidates
    .filter(({ articleId }) => articleId !== article._id)
    .flatMap((candidate) => relative(article, own, wholes, candidate))
    .sort((a, b) => b.score - a.score || (a.articleId < b.articleId ? -1 : 1))
    .slice(0, KEPT_RELATIVES);
}

interface OwnKey {
  readonly key: string;
  readonly kind: 'TERM' | 'TOPIC';
  readonly value: string;
  readonly weight: number;
  /** Weight times rarity. */
  readonly telling: number;
}

/** A key of both: `other` is the candidate's weight. */
type Shared = OwnKey & { readonly other: number; readonly product: number };

function relative(
  article: SignalDocument,
  own: readonly OwnKey[],
  wholes: Readonly<Record<'TERM' | 'TOPIC', number>>,
  candidate: Candidate,
): RelatedDocument[] {
  const shared = own.flatMap((each): Shared[] => {
    const weight = candidate.weights.get(each.key);
    if (weight === undefined || each.telling === 0) return [];
    return [{ ...each, other: weight, product: each.telling * weight }];
  });
  if (shared.length === 0) return [];
  const part = (kind: 'TERM' | 'TOPIC') => {
    const products = shared.filter((each) => each.kind === kind).map(({ product }) => product);
    return wholes[kind] === 0 ? 0 : Math.min(sum(products) / wholes[kind], 1);
  };
  const time = closeness(article.publishedAt, candidate.publishedAt);
  const score = TERM_SHARE * part('TERM') + TOPIC_SHARE * part('TOPIC') + TIME_SHARE * time;
  return [
    {
      articleId: candidate.articleId,
      score: Math.round(Math.min(score, 1) * 10_000) / 10_000,
      sharedTopicIds: topicReasons(shared),
      sharedTerms: reasons(shared, 'TERM'),
    },
  ];
}

/**
 * Topics that one of the two is filed under itself; only if there is none, what lies above both.
 */
function topicReasons(shared: readonly Shared[]): string[] {
  const near = reasons(shared.filter(isOfOneItself), 'TOPIC');
  return near.length > 0 ? near : reasons(shared, 'TOPIC');
}

/** Whether one of the two is filed under the topic itself. */
function isOfOneItself({ weight, other }: Shared): boolean {
  return weight === FILED_ITSELF || other === FILED_ITSELF;
}

/** The most telling of what is shared. */
function reasons(shared: readonly Shared[], kind: 'TERM' | 'TOPIC'): string[] {
  return shared
    .filter((each) => each.kind === kind)
    .sort((a, b) => b.product - a.product || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_REASONS)
    .map(({ value }) => value);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function closeness(a: Date | undefined, b: Date | undefined): number {
  if (a === undefined || b === undefined) return 0;
  const days = Math.abs(a.getTime() - b.getTime()) / 86_400_000;
  return Math.exp(-days / DAYS_OF_CLOSENESS);
}
