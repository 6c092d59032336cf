import { createHash } from 'node:crypto';
import { primaryLanguage } from '../article/article.lists.js';

/** A key of an article and how much it says of it, between 0 and `FULL_WEIGHT`. */
export interface Signal {
  /** What is looked up and compared: a whole number of 32 bits, made of language and name. */
  readonly key: number;
  /** What the key stands for: `topic <id>` or `term <word>`. */
  readonly name: string;
  /** A whole number. */
  readonly weight: number;
}

/** What an article is about. */
export interface Aboutness {
  /** BCP 47. */
  readonly language: string;
  /** Best first; weights between 0 and 1. */
  readonly terms: readonly { readonly term: string; readonly weight: number }[];
  /** As the source gave them. */
  readonly topicIds: readonly string[];
  /** With all ancestors. */
  readonly topicPathIds: readonly string[];
}

/** The weight of what says everything; a weight takes one byte. */
export const FULL_WEIGHT = 255;

/** An ancestor says less than the topic that an article was filed under itself. */
const ANCESTOR_WEIGHT = 128;

/**
 * The signals of an article: its topics and key terms.
 *
 * Each key carries the language, so that relatives speak the same one. Keys are numbers, since a
 * document of fifty numbers is read in a third of the time of one of fifty strings (measured); that
 * two of a million share one happens to a hundred of them, and costs a relative a little of its
 * place.
 */
export function signalsOf({ language, terms, topicIds, topicPathIds }: Aboutness): Signal[] {
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

/** Signals as they are stored: keys, names and weights apart, in one order. */
export function inColumns(signals: readonly Signal[]) {
  return {
    keys: signals.map(({ key }) => key),
    names: signals.map(({ name }) => name),
    weights: signals.map(({ weight }) => weight),
  };
}

function keyOf(name: string): number {
  return createHash('sha256').update(name).digest().readInt32BE(0);
}

/** What a name stands for. */
export function readSignalName(name: string): {
  readonly kind: 'TOPIC' | 'TERM';
  readonly value: string;
} {
  const [kind, value = ''] = name.split(/ (.*)/s);
  return { kind: kind === 'topic' ? 'TOPIC' : 'TERM', value };
}
