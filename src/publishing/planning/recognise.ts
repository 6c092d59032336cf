import type { ArticleDocument } from '../../editorial/article/article.document.js';
import type { ArticleEntry } from '../entry.js';
import { articleKey } from '../identity.js';

/**
 * The entries as their articles are known here, in their order: one that stands here by its former
 * identity, at the same address and under the same title, keeps that, unless there is one with its
 * own. The address alone proves nothing: it may be what the items of a feed share.
 *
 * `findCards` is asked once, and not at all where no entry has two.
 */
export async function recognised(
  entries: readonly ArticleEntry[],
  findCards: (ids: readonly string[]) => Promise<readonly ArticleDocument[]>,
): Promise<readonly ArticleEntry[]> {
  const two = entries.filter(({ formerIdentity }) => formerIdentity !== undefined);
  if (two.length === 0) return entries;
  const ids = two.flatMap((entry) => [articleKey(entry), articleKey(asFormer(entry))]);
  const cards = new Map((await findCards(ids)).map((card) => [card._id, card]));
  return entries.map((entry) => {
    const former = asFormer(entry);
    if (cards.has(articleKey(entry))) return entry;
    const card = cards.get(articleKey(former));
    return card !== undefined && isSame(entry, card) ? former : entry;
  });
}

function asFormer({ formerIdentity, ...entry }: ArticleEntry): ArticleEntry {
  return { ...entry, identity: formerIdentity ?? entry.identity };
}

function isSame({ source, title }: ArticleEntry, card: ArticleDocument): boolean {
  return title === card.title && source?.url === card.source?.url;
}
