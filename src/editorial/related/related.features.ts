import { createHash } from 'node:crypto';
import { primaryLanguage } from '../article/article.lists.js';

/** A feature of an article: a topic or key term, with its weight. */
export interface Feature {
  /** The key for lookup and comparison: a 32-bit integer, hashed from language and name. */
  readonly key: number;
  /** What the key stands for: `topic <id>` or `term <word>`. */
  readonly name: string;
  /** An integer from 1 to `FULL_WEIGHT`. */
  readonly weight: number;
}

/** The data from which the features of an article are made. */
export interface Aboutness {
  /** BCP 47 language tag. */
  readonly language: string;
  /** Most important first; weights between 0 and 1. */
  readonly terms: readonly { readonly term: string; readonly weight: number }[];
  /** The topics that the source assigned. */
  readonly topicIds: readonly string[];
  /** `topicIds` and all their ancestors. */
  readonly topicPathIds: readonly string[];
}

/** The highest weight. A weight fits into one byte. */
export const FULL_WEIGHT = 255;

/**
 * Weight of an ancestor of an assigned topic, which says less about the article than the topic
 * itself.
 */
const ANCESTOR_WEIGHT = 128;

/**
 * The features of an article: its topics and key terms.
 *
 * Each key includes the language, so that only articles of one language are related. Keys are
 * numbers because a document with fifty numbers is read in a third of the time of one with fifty
 * strings (measured). Among a million keys, about a hundred pairs collide, which only shifts a
 * score a little.
 */
export function featuresOf({ language, terms, topicIds, topicPathIds }: Aboutness): Feature[] {
  const prefix = primaryLanguage(language);
  const named = [
    ...topicPathIds.map((id) => ({
      name: `topic ${id}`,
      weight: topicIds.includes(id) ? FULL_WEIGHT : ANCESTOR_WEIGHT,
    })),
    ...terms.map(({ term, weight }) => ({
      name: `term ${term}`,
      weight: Math.max(1, Math.round(weight * FULL_WEIGHT)),
    })),
  ];
  return named.map((each) => ({ ...each, key: keyOf(`${prefix} ${each.name}`) }));
}

/** Converts features to the stored form: keys, names and weights in parallel arrays. */
export function inColumns(features: readonly Feature[]) {
  return {
    keys: features.map(({ key }) => key),
    names: features.map(({ name }) => name),
    weights: features.map(({ weight }) => weight),
  };
}

function keyOf(name: string): number {
  return createHash('sha256').update(name).digest().readInt32BE(0);
}

/** Parses the name of a feature. */
export function readFeatureName(name: string): {
  readonly kind: 'TOPIC' | 'TERM';
  readonly value: string;
} {
  const [kind, value = ''] = name.split(/ (.*)/s);
  return { kind: kind === 'topic' ? 'TOPIC' : 'TERM', value };
}
