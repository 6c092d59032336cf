import type { RelatedDocument } from '../article/article.document.js';
import { readSignalKey } from './related.signals.js';
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

/** How telling a key is: the rarer it is among all articles, the more. */
export function rarity(articles: number, withKey: number): number {
  return Math.log(1 + articles / Math.max(withKey, 1));
}

/**
 * The relatives of an article among candidates, best first, with the reasons.
 *
 * Terms and topics count apart, each as the cosine of weights times rarity, so an article without
 * topics is still related by its words and one without words by its topics. Time alone makes no
 * relative. Ties are broken by id, so that the same articles always give the same list.
 */
export function relativesAmong(
  article: SignalDocument,
  candidates: readonly SignalDocument[],
  rarityOf: (key: string) => number,
): RelatedDocument[] {
  const own = vectorOf(article, rarityOf);
  return candidates
    .filter(({ _id }) => _id !== article._id)
    .flatMap((candidate) => relative(article, own, candidate, rarityOf))
    .sort((a, b) => b.score - a.score || (a.articleId < b.articleId ? -1 : 1))
    .slice(0, KEPT_RELATIVES);
}

type Vector = ReadonlyMap<string, number>;

function relative(
  article: SignalDocument,
  own: Vector,
  candidate: SignalDocument,
  rarityOf: (key: string) => number,
): RelatedDocument[] {
  const other = vectorOf(candidate, rarityOf);
  const shared = [...own.keys()]
    .filter((key) => other.has(key))
    .map((key) => ({ ...readSignalKey(key), product: (own.get(key) ?? 0) * (other.get(key) ?? 0) }))
    .sort((a, b) => b.product - a.product || (a.value < b.value ? -1 : 1));
  if (shared.length === 0) return [];
  const score =
    TERM_SHARE * cosine(own, other, 'TERM') +
    TOPIC_SHARE * cosine(own, other, 'TOPIC') +
    TIME_SHARE * closeness(article.publishedAt, candidate.publishedAt);
  const reasons = (kind: 'TERM' | 'TOPIC') =>
    shared.filter((key) => key.kind === kind).slice(0, MOST_REASONS);
  return [
    {
      articleId: candidate._id,
      score: Math.round(Math.min(score, 1) * 10_000) / 10_000,
      sharedTopicIds: reasons('TOPIC').map(({ value }) => value),
      sharedTerms: reasons('TERM').map(({ value }) => value),
    },
  ];
}

function vectorOf(signal: SignalDocument, rarityOf: (key: string) => number): Vector {
  return new Map(
    signal.keys.map((key, index) => [key, (signal.weights[index] ?? 0) * rarityOf(key)]),
  );
}

function cosine(own: Vector, other: Vector, kind: 'TERM' | 'TOPIC'): number {
  const isOfKind = ([key]: readonly [string, number]) => readSignalKey(key).kind === kind;
  const mine = [...own].filter(isOfKind);
  const theirs = [...other].filter(isOfKind);
  const dot = mine.reduce((sum, [key, value]) => sum + value * (other.get(key) ?? 0), 0);
  const lengths = norm(mine) * norm(theirs);
  return lengths === 0 ? 0 : dot / lengths;
}

function norm(vector: readonly (readonly [string, number])[]): number {
  return Math.hypot(...vector.map(([, value]) => value));
}

function closeness(a: Date | undefined, b: Date | undefined): number {
  if (a === undefined || b === undefined) return 0;
  const days = Math.abs(a.getTime() - b.getTime()) / 86_400_000;
  return Math.exp(-days / DAYS_OF_CLOSENESS);
}
