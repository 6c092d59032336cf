import { primaryLanguage } from '../article/article.lists.js';

/** A key of an article and how much it says of it, between 0 and 1. */
export interface Signal {
  readonly key: string;
  readonly weight: number;
}

/** What an article is about. */
export interface Aboutness {
  /** BCP 47. */
  readonly language: string;
  /** Best first. */
  readonly terms: readonly { readonly term: string; readonly weight: number }[];
  /** As the source gave them. */
  readonly topicIds: readonly string[];
  /** With all ancestors. */
  readonly topicPathIds: readonly string[];
}

/** The weight of a topic that an article was filed under itself. */
export const FILED_ITSELF = 1;

/** An ancestor says less than the topic that an article was filed under. */
const ANCESTOR_WEIGHT = 0.5;

/**
 * The signals of an article: its topics and key terms.
 *
 * Each key carries the language, so that relatives speak the same one.
 */
export function signalsOf({ language, terms, topicIds, topicPathIds }: Aboutness): Signal[] {
  const prefix = primaryLanguage(language);
  const topics = topicPathIds.map((id) => ({
    key: `${prefix} topic ${id}`,
    weight: topicIds.includes(id) ? FILED_ITSELF : ANCESTOR_WEIGHT,
  }));
  return [
    ...topics,
    ...terms.map(({ term, weight }) => ({ key: `${prefix} term ${term}`, weight })),
  ];
}

/** What a key stands for. */
export function readSignalKey(key: string): {
  readonly kind: 'TOPIC' | 'TERM';
  readonly value: string;
} {
  const [, kind, value = ''] = /^\S* (topic|term) (.*)$/s.exec(key) ?? [];
  return { kind: kind === 'topic' ? 'TOPIC' : 'TERM', value };
}
