import { reasonOf } from '../../errors.js';
import { type MeasurableEntry, type MeasuredArticle, measureArticle } from './measure.js';

/** The result of analysing an entry, or the error that a library threw for its content. */
export type Measured =
  | { readonly kind: 'MEASURED'; readonly article: MeasuredArticle }
  | { readonly kind: 'UNMEASURABLE'; readonly reason: string };

/** Analyses a batch; returns one result per entry, in the order of the entries. */
export type Measuring = (entries: readonly MeasurableEntry[]) => Promise<readonly Measured[]>;

/** Analyses the entries of an import, in this thread or in another. */
export interface Measurer {
  readonly measure: Measuring;
  /** Frees memory until the next batch. */
  rest(): Promise<void>;
}

/** Analyses a batch in this thread. */
export const measureHere: Measuring = async (entries) => entries.map(measured);

/** An analyser that runs in this thread. */
export const HERE: Measurer = { measure: measureHere, rest: async () => {} };

/**
 * Analyses one entry. An error is returned as a result, so that one entry cannot stop the import.
 */
export function measured(entry: MeasurableEntry): Measured {
  try {
    return { kind: 'MEASURED', article: measureArticle(entry) };
  } catch (error) {
    return { kind: 'UNMEASURABLE', reason: reasonOf(error) };
  }
}
