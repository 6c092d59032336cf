import { reasonOf } from '../../errors.js';
import { type AnalysableEntry, type ArticleAnalysis, analyseArticle } from './analyse.js';

/** The result of analysing an entry, or the error that a library threw for its content. */
export type AnalysisResult =
  | { readonly kind: 'MEASURED'; readonly article: ArticleAnalysis }
  | { readonly kind: 'UNMEASURABLE'; readonly reason: string };

/** Analyses a batch; returns one result per entry, in the order of the entries. */
export type Analyse = (entries: readonly AnalysableEntry[]) => Promise<readonly AnalysisResult[]>;

/** Analyses the entries of an import, in this thread or in another. */
export interface Analyser {
  readonly measure: Analyse;
  /** Frees memory until the next batch. */
  rest(): Promise<void>;
}

/** Analyses a batch in this thread. */
export const analyseHere: Analyse = async (entries) => entries.map(analysis);

/** An analyser that runs in this thread. */
export const HERE: Analyser = { measure: analyseHere, rest: async () => {} };

/**
 * Analyses one entry. An error is returned as a result, so that one entry cannot stop the import.
 */
export function analysis(entry: AnalysableEntry): AnalysisResult {
  try {
    return { kind: 'MEASURED', article: analyseArticle(entry) };
  } catch (error) {
    return { kind: 'UNMEASURABLE', reason: reasonOf(error) };
  }
}
