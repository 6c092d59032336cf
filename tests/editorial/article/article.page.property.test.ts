import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ArticleDocument } from '../../../src/editorial/article/article.document.js';
import { encodeGlobalId } from '../../../src/graphql/global-id.js';
import { ARCHIVE_NOW, plainCard } from '../../support/archive.js';
import { type Stage, stage } from '../../support/stage.js';
import {
  pagesBackward,
  pagesForward,
  type Turn,
  WALKED,
  walkBackward,
  walkForward,
} from '../../support/walk.js';

type Order = 'NEWEST_FIRST' | 'OLDEST_FIRST';

/** An article: its key, and the minutes from the start of the archive to its publication. */
interface Item {
  readonly id: string;
  readonly minute: number;
}

let built: Stage;

beforeAll(async () => {
  built = await stage({ now: ARCHIVE_NOW });
});

/** Few different minutes for many articles, so that most share their publication time. */
const items = fc.uniqueArray(
  fc.record({
    id: fc.string({ unit: fc.constantFrom('a', 'B', '9', '-', '_', 'z'), minLength: 1 }),
    minute: fc.integer({ min: 0, max: 6 }),
  }),
  { selector: ({ id }) => id, maxLength: 30 },
);
const order = fc.constantFrom<Order>('NEWEST_FIRST', 'OLDEST_FIRST');
const size = fc.integer({ min: 1, max: 12 });

describe('paging through random articles with random page sizes', () => {
  it('returns the pages of a sorted array forwards, with correct flags on both sides', async () => {
    await fc.assert(
      fc.asyncProperty(items, order, size, async (list, orderBy, pageSize) => {
        await fill(list);

        const pages = await walkForward(turnIn(orderBy), pageSize);

        expect(pages).toEqual(pagesForward(sorted(list, orderBy), pageSize));
      }),
      { numRuns: 25 },
    );
  });

  it('returns the pages of a sorted array backwards, with correct flags on both sides', async () => {
    await fc.assert(
      fc.asyncProperty(items, order, size, async (list, orderBy, pageSize) => {
        await fill(list);

        const pages = await walkBackward(turnIn(orderBy), pageSize);

        expect(pages).toEqual(pagesBackward(sorted(list, orderBy), pageSize));
      }),
      { numRuns: 25 },
    );
  });
});

async function fill(list: readonly Item[]): Promise<void> {
  const articles = built.db.collection<ArticleDocument>('articles');
  await articles.deleteMany({});
  if (list.length > 0) await articles.insertMany(list.map((item) => cardOf(item)));
}

function cardOf({ id, minute }: Item) {
  return plainCard(id, new Date(ARCHIVE_NOW.getTime() - (60 - minute) * 60_000));
}

function turnIn(orderBy: Order): Turn {
  return async (args) => {
    const { data } = await built.ask(`{ articles(orderBy: ${orderBy}, ${args}) { ${WALKED} } }`);
    return data.articles;
  };
}

function sorted(list: readonly Item[], orderBy: Order): string[] {
  const oldest = list.toSorted((a, b) => a.minute - b.minute || (a.id < b.id ? -1 : 1));
  const walked = orderBy === 'OLDEST_FIRST' ? oldest : oldest.toReversed();
  return walked.map(({ id }) => encodeGlobalId('Article', id));
}
