import { allOf } from '../database/all-of.js';
import type { Reading } from '../database/reading.js';
import { refusalOf } from '../database/refusal.js';
import { steadily } from '../database/steadily.js';
import { inColumns } from '../editorial/related/related.signals.js';
import type { UnfinishedDocument } from '../editorial/unfinished/unfinished.document.js';
import type { CommentDocument } from '../readers/comment/comment.document.js';
import { repliesTo } from '../readers/comment/comment.lists.js';
import type { Stores } from '../stores.js';
import type { ArticleEntry } from './entry.js';
import type { Outcome } from './outcome.js';
import type { Prepared } from './prepare.js';
import { rehung } from './threads.js';
import { markAgain, workOn } from './unfinished.js';
import { writeCards } from './write-cards.js';

/** Comments of an article that are read at once. */
const COMMENTS_AT_ONCE = 1_000;

/** What became of each entry; `undefined` means «look again»: somebody else has just written it. */
export type Written = ReadonlyMap<ArticleEntry, Outcome | undefined>;

/** Articles of which all is written but the cards. */
export interface Founded {
  readonly work: UnfinishedDocument;
  readonly articles: readonly Prepared[];
  /** What the database refused, with its reason. */
  readonly refused: ReadonlyMap<ArticleEntry, Outcome>;
}

/**
 * Writes marks and all that the cards of prepared articles refer to, as one work, which is begun
 * here; works before it have ended.
 *
 * No card, so nothing is seen yet: killed at any moment, the next import finds an old card or none,
 * and repeats. What the database refuses is refused for its own entry alone.
 */
export async function layFoundations(
  stores: Stores,
  reading: Reading,
  prepared: readonly Prepared[],
  endedIds: readonly string[],
): Promise<Founded> {
  const work = workOfWriting(prepared);
  const refused = new Map<ArticleEntry, Outcome>();
  if (prepared.length === 0) return { work, articles: prepared, refused };
  const parts = writeParts(stores, reading, prepared, async (one, reason) => {
    refused.set(one.entry, { kind: 'FAILED', reason });
    await withdraw(stores, one);
  });
  await allOf([steadily(() => stores.unfinished.begin(work, endedIds)), parts]);
  return { work, articles: await parts, refused };
}

/**
 * Writes the cards of articles of which all else is written, and tells what became of each.
 *
 * What somebody has counted and related between the marks and the cards is marked again.
 */
export async function writeArticles(
  stores: Stores,
  reading: Reading,
  { work, articles, refused }: Founded,
): Promise<Written> {
  const outcomes = new Map<ArticleEntry, Outcome | undefined>(refused);
  if (articles.length === 0) return outcomes;
  const counted = await steadily(() => withKnownComments(stores, reading, articles));
  for (const [one, outcome] of await writeCards(stores, reading, counted)) {
    outcomes.set(one.entry, outcome);
    if (outcome?.kind === 'FAILED') await withdraw(stores, one);
  }
  await steadily(() => markAgain(stores, [work]));
  return outcomes;
}

/** The work of writing prepared articles. */
function workOfWriting(prepared: readonly Prepared[]): UnfinishedDocument {
  const unrelated = prepared.filter(({ signals }) => !signals.isRelated);
  return workOn(
    prepared.map(({ card }) => ({ id: card._id, state: card.entryHash })),
    { lists: listsOf(prepared), unrelatedIds: unrelated.map(({ card }) => card._id) },
  );
}

/**
 * Writes all that cards refer to, and answers with the entries of which all was taken.
 *
 * A batch with something in it that is refused is halved until it is found.
 */
async function writeParts(
  stores: Stores,
  reading: Reading,
  prepared: readonly Prepared[],
  refuse: (one: Prepared, reason: string) => Promise<void>,
): Promise<readonly Prepared[]> {
  const [first] = prepared;
  if (first === undefined) return [];
  try {
    await steadily(() => putParts(stores, reading, prepared));
    return prepared;
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === undefined) throw error;
    if (prepared.length === 1) {
      await refuse(first, reason);
      return [];
    }
    const half = Math.ceil(prepared.length / 2);
    const former = await writeParts(stores, reading, prepared.slice(0, half), refuse);
    return [...former, ...(await writeParts(stores, reading, prepared.slice(half), refuse))];
  }
}

async function putParts(
  stores: Stores,
  reading: Reading,
  prepared: readonly Prepared[],
): Promise<void> {
  await allOf([
    ...marks(stores, prepared),
    putComments(stores, reading, prepared),
    stores.share.raise(prepared.flatMap(({ shares }) => shares ?? [])),
    stores.body.put(prepared.map(({ body }) => body)),
  ]);
}

/** Replies that the source tells no more stay, and are not lost with what they answer. */
async function putComments(
  stores: Stores,
  reading: Reading,
  prepared: readonly Prepared[],
): Promise<void> {
  await stores.comment.put(prepared.flatMap(({ comments }) => comments));
  const noTops = prepared.flatMap(({ previous, comments }) =>
    previous === undefined
      ? []
      : comments.filter(({ status, threadId }) => status !== 'APPROVED' || threadId !== undefined),
  );
  if (noTops.length === 0) return;
  const lengths = await stores.comment.count(
    reading,
    noTops.map(({ _id }) => repliesTo(_id)),
  );
  const concerned = new Set(
    noTops.flatMap(({ articleId }, index) => (lengths[index] ? [articleId] : [])),
  );
  for (const articleId of concerned) {
    await stores.comment.put(rehung(await allComments(stores, reading, articleId)));
  }
}

async function allComments(
  stores: Stores,
  reading: Reading,
  articleId: string,
): Promise<readonly CommentDocument[]> {
  const all: CommentDocument[] = [];
  for (;;) {
    const last = all.at(-1);
    const request = { articleId, ...(last === undefined ? {} : { last }) };
    const [found = []] = await stores.comment.findAfter(reading, [request], COMMENTS_AT_ONCE);
    all.push(...found);
    if (found.length < COMMENTS_AT_ONCE) return all;
  }
}

/** Marks the lists that articles leave or enter, and the articles whose relatives must be found. */
function marks(stores: Stores, prepared: readonly Prepared[]): Promise<void>[] {
  return [
    stores.listCount.markStale(listsOf(prepared)),
    stores.signal.put(prepared.map(({ signals }) => signals)),
  ];
}

function listsOf(prepared: readonly Prepared[]): number[] {
  const lists = prepared.flatMap(({ card, previous }) => [
    ...card.lists,
    ...(previous?.lists ?? []),
  ]);
  return [...new Set(lists)];
}

/** An article that never came to be is nobody's relative. */
async function withdraw(stores: Stores, { card, previous }: Prepared): Promise<void> {
  if (previous !== undefined) return;
  await steadily(() => stores.signal.put([{ _id: card._id, ...inColumns([]) }]));
}

/** Comments that did not come from the source count as well. */
async function withKnownComments(
  stores: Stores,
  reading: Reading,
  prepared: readonly Prepared[],
): Promise<readonly Prepared[]> {
  const known = prepared.filter(({ previous }) => previous !== undefined);
  if (known.length === 0) return prepared;
  const ids = known.map(({ card }) => card._id);
  const counts = await stores.comment.countReadable(reading, ids);
  return prepared.map((each) =>
    each.previous === undefined
      ? each
      : { ...each, card: { ...each.card, commentCount: counts.get(each.card._id) ?? 0 } },
  );
}
