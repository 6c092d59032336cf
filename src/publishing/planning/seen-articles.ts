import { DigestTable } from '../../structures/digest-table.js';
import type { ArticleEntry } from '../entry.js';
import { articleKey } from '../identity.js';
import type { Outcome } from '../outcome.js';

/**
 * Maximum number of articles remembered. Beyond it, duplicates are not detected, and the last one
 * is stored.
 */
const MAX_ARTICLES = 2_000_000;

/**
 * The articles that one import has contained so far, to detect duplicates. Of several versions of
 * one article, the first is stored: otherwise every import would change the article, again and
 * again.
 *
 * Needs up to 48 bytes per article. Identities are compared by 96 bits of a digest, so no article
 * is rejected by mistake. Contents are compared by 32 bits of their hash, so 1 in 4 thousand
 * million duplicates with other content is not reported (the first version is stored all the same).
 */
export class SeenArticles {
  readonly #hashes = new DigestTable();

  /**
   * Adds entries with their hashes; returns the outcomes of the duplicates among them. A duplicate
   * with the same content is `UNCHANGED`, one with other content is `FAILED`.
   */
  repeated(hashes: ReadonlyMap<ArticleEntry, string>): Map<ArticleEntry, Outcome> {
    const outcomes = new Map<ArticleEntry, Outcome>();
    for (const [entry, hash] of hashes) {
      const key = articleKey(entry);
      const declared = this.#hashes.get(key);
      if (declared === undefined && this.#hashes.size < MAX_ARTICLES) {
        this.#hashes.set(key, numberOf(hash));
      } else if (declared !== undefined) {
        outcomes.set(entry, declared === numberOf(hash) ? UNCHANGED : CONTRADICTION);
      }
    }
    return outcomes;
  }
}

const UNCHANGED: Outcome = { kind: 'UNCHANGED' };

const CONTRADICTION: Outcome = {
  kind: 'FAILED',
  reason:
    'Expected one article per identity (number, id, guid or path at the source), found an earlier one with the same identity and other content, which was used. Give each article its own identity.',
};

function numberOf(hash: string): number {
  return Buffer.from(hash, 'base64url').readInt32BE(0);
}
