import { DigestTable } from '../../structures/digest-table.js';
import type { ArticleEntry } from '../entry.js';
import { articleKey } from '../identity.js';
import type { Outcome } from '../outcome.js';

/** Articles that are remembered; of more, the last word counts. */
const MOST_ARTICLES = 2_000_000;

/**
 * What one import has told so far: an article that it tells of twice, and otherwise the second
 * time, would change with every import for ever, so the first word counts.
 *
 * Up to 48 bytes an article. That an article is taken for another and refused, the table's keys
 * rule out; of what it said 32 bits are kept, so of four thousand million that are told twice
 * and otherwise, one is not reported (and its first word counts all the same).
 */
export class ToldArticles {
  readonly #hashes = new DigestTable();

  /**
   * Takes entries with their hashes in, and tells what becomes of those that come again: the same
   * word changes nothing, another is refused.
   */
  repeated(hashes: ReadonlyMap<ArticleEntry, string>): Map<ArticleEntry, Outcome> {
    const outcomes = new Map<ArticleEntry, Outcome>();
    for (const [entry, hash] of hashes) {
      const key = articleKey(entry);
      const told = this.#hashes.get(key);
      if (told === undefined && this.#hashes.size < MOST_ARTICLES) {
        this.#hashes.set(key, numberOf(hash));
      } else if (told !== undefined) {
        outcomes.set(entry, told === numberOf(hash) ? UNCHANGED : CONTRADICTION);
      }
    }
    return outcomes;
  }
}

const UNCHANGED: Outcome = { kind: 'UNCHANGED' };

const CONTRADICTION: Outcome = {
  kind: 'FAILED',
  reason:
    'Expected one article of each identity (its number, id, guid or path at the source), found another of the same before it, which was taken.',
};

function numberOf(hash: string): number {
  return Buffer.from(hash, 'base64url').readInt32BE(0);
}
