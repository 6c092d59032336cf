import { reasonOf } from '../../errors.js';
import { type MeasurableEntry, type MeasuredArticle, measureArticle } from './measure.js';

/** What measuring an entry gave; some library may choke on it. */
export type Measured =
  | { readonly kind: 'MEASURED'; readonly article: MeasuredArticle }
  | { readonly kind: 'UNMEASURABLE'; readonly reason: string };

/** Measures entries, and answers in their order; here, or where there is a core to spare. */
export type Measuring = (entries: readonly MeasurableEntry[]) => Promise<readonly Measured[]>;

/** Whoever measures for an import. */
export interface Measurer {
  readonly measure: Measuring;
  /** Gives back what it holds until it is asked again. */
  rest(): Promise<void>;
}

/** Measures in this thread. */
export const measureHere: Measuring = async (entries) => entries.map(measured);

/** Whoever measures in this thread. */
export const HERE: Measurer = { measure: measureHere, rest: async () => {} };

/** Measures one entry; one that some library chokes on must not take the rest along. */
export function measured(entry: MeasurableEntry): Measured {
  try {
    return { kind: 'MEASURED', article: measureArticle(entry) };
  } catch (error) {
    return { kind: 'UNMEASURABLE', reason: reasonOf(error) };
  }
}
