import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../../src/graphql/global-id.js';
import { type Archive, type ArchivedCard, archive } from '../../support/archive.js';
import {
  pagesBackward,
  pagesForward,
  type Turn,
  WALKED,
  walkBackward,
  walkForward,
} from '../../support/walk.js';
import { LISTS, narrowed, type Selection } from './article.selections.js';

type Order = 'NEWEST_FIRST' | 'OLDEST_FIRST';
const ORDERS: readonly Order[] = ['NEWEST_FIRST', 'OLDEST_FIRST'];

let built: Archive;

beforeAll(async () => {
  built = await archive(120);
});

describe.each(LISTS)('articles, $name', (list) => {
  it.each(ORDERS)('are returned once each when paged forwards, %s', async (order) => {
    const pages = await walkForward(turnOf(list, order), 7);

    expect(pages).toEqual(pagesForward(idsOf(list, order), 7));
  });

  it.each(ORDERS)('are returned once each when paged backwards, %s', async (order) => {
    const pages = await walkBackward(turnOf(list, order), 8);

    expect(pages).toEqual(pagesBackward(idsOf(list, order), 8));
  });

  it('are returned once each in publication windows and with excluded ids, both ways', async () => {
    for (const selection of narrowed(list, built.cards)) {
      const newest = await walkForward(turnOf(selection, 'NEWEST_FIRST'), 9);
      expect(newest, selection.name).toEqual(pagesForward(idsOf(selection, 'NEWEST_FIRST'), 9));
      const oldest = await walkBackward(turnOf(selection, 'OLDEST_FIRST'), 9);
      expect(oldest, selection.name).toEqual(pagesBackward(idsOf(selection, 'OLDEST_FIRST'), 9));
    }
  });
});

describe('articles(ids:) and articles(slugs:)', () => {
  const cards = () => built.cards.slice(0, 20);

  it.each(ORDERS)(
    'return each article once in both directions, selected by id, %s',
    async (order) => {
      const ids = cards().map(({ _id }) => encodeGlobalId('Article', _id));
      const chosen = { name: 'ids', filter: { ids }, isWanted: isAmong(cards()) };

      const forward = await walkForward(turnOf(chosen, order), 6);
      const backward = await walkBackward(turnOf(chosen, order), 6);

      expect(forward).toEqual(pagesForward(idsOf(chosen, order), 6));
      expect(backward).toEqual(pagesBackward(idsOf(chosen, order), 6));
    },
  );

  it.each(ORDERS)(
    'return each article once in both directions, selected by slug, %s',
    async (order) => {
      const slugs = cards().flatMap((card) => card.slugs);
      const chosen = { name: 'slugs', filter: { slugs }, isWanted: isAmong(cards()) };

      const forward = await walkForward(turnOf(chosen, order), 6);
      const backward = await walkBackward(turnOf(chosen, order), 6);

      expect(forward).toEqual(pagesForward(idsOf(chosen, order), 6));
      expect(backward).toEqual(pagesBackward(idsOf(chosen, order), 6));
    },
  );
});

describe('a cursor outside the publication window', () => {
  it.each(ORDERS)('starts at the edge of the window, %s', async (order) => {
    const everything = { name: 'all', filter: {}, isWanted: () => true };
    const [first] = idsOf(everything, order);
    const { edges } = await turnOf(everything, order)('first: 1');
    const [window] = narrowed(everything, built.cards).slice(2);
    if (window === undefined) throw new Error('Expected a list with a window, found none.');

    const { edges: found } = await turnOf(
      window,
      order,
    )(`first: 100, after: "${edges[0]?.cursor}"`);

    expect(edges[0]?.node.id).toBe(first);
    expect(found.map(({ node }) => node.id)).toEqual(idsOf(window, order).slice(0, 100));
  });
});

function turnOf({ filter }: Pick<Selection, 'filter'>, order: Order): Turn {
  return async (args) => {
    const { data, errors } = await built.stage.ask(
      `query ($filter: ArticleFilter, $order: ArticleOrder) {
        articles(filter: $filter, orderBy: $order, ${args}) { ${WALKED} }
      }`,
      { filter, order },
    );
    expect(errors).toBeUndefined();
    return data.articles;
  };
}

/** The expected ids of the whole list, sorted independently of the code under test. */
function idsOf({ isWanted }: Pick<Selection, 'isWanted'>, order: Order): string[] {
  const oldest = built.cards.filter(isWanted).toSorted((a, b) => {
    const difference = a.publishedAt.getTime() - b.publishedAt.getTime();
    return difference || (a._id < b._id ? -1 : 1);
  });
  const cards = order === 'OLDEST_FIRST' ? oldest : oldest.toReversed();
  return cards.map(({ _id }) => encodeGlobalId('Article', _id));
}

function isAmong(cards: readonly ArchivedCard[]): (card: ArchivedCard) => boolean {
  return (card) => cards.includes(card);
}
