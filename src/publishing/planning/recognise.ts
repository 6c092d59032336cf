import type { ArticleDocument } from '../../editorial/article/article.document.js';
import type { ArticleEntry } from '../entry.js';
import { articleKey } from '../identity.js';

/**
 * The entries with the identities under which their articles are stored, in their order.
 *
 * An entry gets its `formerIdentity` if an article of that identity is stored with the same source
 * URL and the same title, and none of its own identity. The URL alone proves nothing: all items of
 * a feed may share one.
 *
 * `findCards` is called once, and only if some entry has a former identity.
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
