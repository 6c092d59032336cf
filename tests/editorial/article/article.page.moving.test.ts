import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ArticleDocument } from '../../../src/editorial/article/article.document.js';
import { encodeGlobalId } from '../../../src/graphql/global-id.js';
import { ARCHIVE_NOW, type ArchivedCard, plainCard } from '../../support/archive.js';
import { article, articles } from '../../support/entries.js';
import { type Stage, stage } from '../../support/stage.js';
import { type PageSeen, type Turn, WALKED, walkBackward, walkForward } from '../../support/walk.js';

let built: Stage;

beforeAll(async () => {
  built = await stage({ now: ARCHIVE_NOW });
});

const change = fc.record({
  kind: fc.constantFrom('PUBLISH', 'UNPUBLISH', 'REMOVE'),
  at: fc.integer({ min: 0, max: 19 }),
});
const changes = fc.array(change, { minLength: 1, maxLength: 4 });
const orders = fc.constantFrom('NEWEST_FIRST', 'OLDEST_FIRST');
const walks = fc.constantFrom(walkForward, walkBackward);

describe('paging while articles are published, unpublished and removed', () => {
  it('returns each article that stays once, and none that was never visible', async () => {
    await fc.assert(
      fc.asyncProperty(orders, walks, changes, async (orderBy, walk, between) => {
        const magazine = new Magazine();
        await magazine.begin();

        const shown: string[][] = [];
        const pages = await walk(turnIn(orderBy), 4, async () => {
          shown.push(magazine.ids());
          for (const each of between) await magazine.change(each);
        });
        shown.push(magazine.ids());

        const seen = pages.flatMap(({ ids }) => ids);
        expect(magazine.stayed().filter((id) => !seen.includes(id))).toEqual([]);
        expect(new Set(seen).size).toBe(seen.length);
        expect(pages.map(({ ids }, page) => strangers(ids, shown[page]))).toEqual(
          pages.map(() => []),
        );
      }),
      { numRuns: 15 },
    );
  });

  it('reports correctly on every page whether there are items on either side', async () => {
    await fc.assert(
      fc.asyncProperty(orders, walks, changes, async (orderBy, walk, between) => {
        const magazine = new Magazine();
        await magazine.begin();
        const turn = turnIn(orderBy);

        const said: PageSeen[] = [];
        const found: PageSeen[] = [];
        await walk(
          async (args) => {
            const page = await turn(args);
            const ids = page.edges.map(({ node }) => node.id);
            said.push({ ids, ...saidBy(page.pageInfo) });
            found.push({ ids, ...magazine.sidesOf(ids, orderBy, saidBy(page.pageInfo)) });
            return page;
          },
          4,
          async () => {
            for (const each of between) await magazine.change(each);
          },
        );

        expect(said).toEqual(found);
      }),
      { numRuns: 12 },
    );
  });
});

describe('paging while an import publishes', () => {
  it('returns each article that stays once', async () => {
    const many = articles(12, (index) => ({ slug: `kept-${index}` }));
    const importing = await stage({ articles: many });
    const turn: Turn = async (args) =>
      (await importing.ask(`{ articles(${args}) { ${WALKED} } }`)).data.articles;
    const expected = many.filter((_, index) => index !== 6).map(({ slug }) => slug);
    const [, , , , , , withdrawn] = many;
    if (withdrawn === undefined) throw new Error('Expected at least seven articles.');

    const pages = await walkForward(turn, 5, async () => {
      await importing.publish([
        article({ title: `News ${Math.random()}`, publishedAt: new Date('2024-06-01') }),
        { ...withdrawn, status: 'ARCHIVED' },
      ]);
    });

    const seen = pages.flatMap(({ ids }) => ids);
    const { data } = await importing.ask(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Article { slug } } }',
      { ids: seen },
    );
    const slugs = data.nodes.flatMap((node: { slug: string } | null) => node?.slug ?? []);
    expect(slugs).toEqual(expected.toReversed());
  });
});

function strangers(ids: readonly string[], shown: readonly string[] = []): string[] {
  return ids.filter((id) => !shown.includes(id));
}

function saidBy({ hasPreviousPage, hasNextPage }: Omit<PageSeen, 'ids'>): Omit<PageSeen, 'ids'> {
  return { hasPreviousPage, hasNextPage };
}

function turnIn(orderBy: string): Turn {
  return async (args) => {
    const { data } = await built.ask(`{ articles(orderBy: ${orderBy}, ${args}) { ${WALKED} } }`);
    return data.articles;
  };
}

/**
 * Articles that are published and withdrawn during a test, and the expected list of the visible
 * ones.
 */
class Magazine {
  readonly #cards = new Map<string, ArchivedCard>();
  readonly #first = new Set<string>();
  readonly #gone = new Set<string>();
  #made = 0;

  async begin(): Promise<void> {
    await this.#articles.deleteMany({});
    const cards = Array.from({ length: 20 }, (_, index) => this.#make(index));
    await this.#articles.insertMany(cards);
    for (const { _id } of cards) this.#first.add(_id);
  }

  async change({ kind, at }: { readonly kind: string; readonly at: number }): Promise<void> {
    const card = [...this.#cards.values()][at % Math.max(1, this.#cards.size)];
    if (kind === 'PUBLISH') await this.#articles.insertOne(this.#make(at));
    else if (card !== undefined) await this.#withdraw(card, kind);
  }

  async #withdraw(card: ArchivedCard, kind: string): Promise<void> {
    this.#cards.delete(card._id);
    this.#gone.add(card._id);
    if (kind === 'REMOVE') await this.#articles.deleteOne({ _id: card._id });
    else {
      const withdrawn = { status: 'ARCHIVED', lists: [] } as const;
      await this.#articles.updateOne({ _id: card._id }, { $set: withdrawn });
    }
  }

  /** The global ids of all articles that are visible now, oldest first. */
  ids(): string[] {
    return [...this.#cards.values()]
      .toSorted((a, b) => Number(a.publishedAt) - Number(b.publishedAt) || (a._id < b._id ? -1 : 1))
      .map(({ _id }) => encodeGlobalId('Article', _id));
  }

  /** The articles that were visible all the time. */
  stayed(): string[] {
    return [...this.#first]
      .filter((id) => !this.#gone.has(id))
      .map((id) => encodeGlobalId('Article', id));
  }

  /**
   * Whether there are items on both sides of a page. For an empty page the expected answer is
   * unknown, so the given one is returned.
   */
  sidesOf(ids: readonly string[], orderBy: string, claim: Omit<PageSeen, 'ids'>) {
    const [first] = ids;
    const last = ids.at(-1);
    if (first === undefined || last === undefined) return claim;
    const all = orderBy === 'OLDEST_FIRST' ? this.ids() : this.ids().toReversed();
    return {
      hasPreviousPage: all.indexOf(first) > 0,
      hasNextPage: all.indexOf(last) < all.length - 1,
    };
  }

  get #articles() {
    return built.db.collection<ArticleDocument>('articles');
  }

  /** Creates a card; three cards share each minute. */
  #make(at: number): ArchivedCard {
    const minutesAgo = 60 - Math.floor(at / 3);
    const scattered = ((this.#made * 7919) % 1000).toString(36);
    const id = `${scattered}-${this.#made}`;
    this.#made += 1;
    const card = plainCard(id, new Date(ARCHIVE_NOW.getTime() - minutesAgo * 60_000));
    this.#cards.set(id, card);
    return card;
  }
}
