import { randomUUID } from 'node:crypto';
import { allOf } from '../database/all-of.js';
import type { Reading } from '../database/reading.js';
import type {
  UnfinishedDocument,
  UnfinishedTarget,
} from '../editorial/unfinished/unfinished.document.js';
import type { Stores } from '../stores.js';
import { currentPaths, refile, refileCards } from './refile.js';

/** Milliseconds after which nobody can be at work any more on what was begun. */
const OUTLIVED = 24 * 60 * 60_000;

/** What begins on articles, or on topics that move. */
export function workOn(
  targets: readonly UnfinishedTarget[],
  follows: Partial<Pick<UnfinishedDocument, 'lists' | 'unrelatedIds'>> = {},
): UnfinishedDocument {
  return { _id: randomUUID(), targets, lists: [], unrelatedIds: [], ...follows, begun: new Date() };
}

/** Marks once more all that is to follow works that were begun: it may have been done too early. */
export async function markAgain(
  stores: Stores,
  works: readonly Pick<UnfinishedDocument, 'lists' | 'unrelatedIds'>[],
): Promise<void> {
  const lists = [...new Set(works.flatMap((work) => work.lists))];
  const articleIds = [...new Set(works.flatMap((work) => work.unrelatedIds))];
  await allOf([stores.listCount.markAgain(lists), stores.signal.markChanged(articleIds)]);
}

/**
 * Marks what is to follow works that are not known to be done: a process that was killed between
 * its cards and its marks does it no more, and one that lives does it again.
 *
 * What is a day old is ended: articles are filed where their topics hang by now.
 */
export async function markUnfinished(stores: Stores, reading: Reading): Promise<void> {
  const works = await stores.unfinished.findAll(reading);
  if (works.length === 0) return;
  await markAgain(stores, works);
  const old = works.filter(({ begun }) => Date.now() - begun.getTime() > OUTLIVED);
  if (old.length === 0) return;
  const tools = { stores, reading };
  const ids = new Set(old.flatMap(({ targets }) => targets.map(({ id }) => id)));
  await refile(tools, ids, currentPaths(tools));
  await refileCards(tools, await stores.article.findCards(reading, [...ids]));
  await stores.unfinished.end(old.map(({ _id }) => _id));
}
