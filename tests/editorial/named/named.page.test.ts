import { beforeAll, describe, expect, it } from 'vitest';
import { sortName } from '../../../src/content/sort-name.js';
import type { AuthorDocument } from '../../../src/editorial/author/author.document.js';
import type { Taxonomy, TopicDocument } from '../../../src/editorial/topic/topic.document.js';
import { topicLists } from '../../../src/editorial/topic/topic.lists.js';
import { encodeGlobalId } from '../../../src/graphql/global-id.js';
import { askExplained, excess } from '../../support/explain.js';
import { type Stage, stage } from '../../support/stage.js';
import {
  pagesBackward,
  pagesForward,
  type Turn,
  WALKED,
  walkBackward,
  walkForward,
} from '../../support/walk.js';

/** The number of topics and of authors; each name is shared by three of them. */
const COUNT = 300;

const SHOWN_FROM = new Date('2024-05-01T00:00:00Z');

/** The `shownFrom` of the topics and authors that readers cannot see: tomorrow, and none. */
const HIDDEN = [{ shownFrom: new Date(Date.now() + 86_400_000) }, {}];

let built: Stage;

beforeAll(async () => {
  built = await stage();
  await built.db.collection<TopicDocument>('topics').insertMany([...TOPICS, ...hidden(topicAt)]);
  await built.db
    .collection<AuthorDocument>('authors')
    .insertMany([...AUTHORS, ...hidden(authorAt)]);
});

const TOPICS = Array.from({ length: COUNT }, (_, index) => topicAt(index));
const AUTHORS = Array.from({ length: COUNT }, (_, index) => authorAt(index));

type Named = { readonly _id: string; readonly sortName: string };

const LISTS: readonly (readonly [field: string, type: string, items: readonly Named[]])[] = [
  ['authors', 'Author', AUTHORS],
  ['topics', 'Topic', TOPICS],
  ['topics:taxonomy: TAG', 'Topic', TOPICS.filter(({ taxonomy }) => taxonomy === 'TAG')],
  ['topics:isRoot: true', 'Topic', TOPICS.filter(({ parentId }) => parentId === undefined)],
  [
    'topics:isRoot: true, taxonomy: CATEGORY',
    'Topic',
    TOPICS.filter(({ parentId, taxonomy }) => parentId === undefined && taxonomy === 'CATEGORY'),
  ],
  [
    'topics:parent: { slug: "topic-0" }',
    'Topic',
    TOPICS.filter(({ parentId }) => parentId === topicId(0)),
  ],
];

describe.each(LISTS)('%s', (list, type, items) => {
  it.each(['NAME', 'NAME_DESCENDING'])(
    'are returned once each in both directions, by %s',
    async (order) => {
      const ids = sorted(items, order).map(({ _id }) => encodeGlobalId(type, _id));

      expect(await walkForward(turnOf(list, order), 37)).toEqual(pagesForward(ids, 37));
      expect(await walkBackward(turnOf(list, order), 41)).toEqual(pagesBackward(ids, 41));
    },
  );

  it.each(['NAME', 'NAME_DESCENDING'])(
    'examine only the documents they return, by %s',
    async (order) => {
      const { pageInfo } = await turnOf(list, order)('first: 7');
      const cursor = JSON.stringify(pageInfo.endCursor);
      const pages = [
        'first: 5',
        'last: 5',
        `first: 5, after: ${cursor}`,
        `last: 5, before: ${cursor}`,
      ];

      for (const page of pages) {
        const { answer, costs } = await askExplained(built, queryFor(list, order, page));
        expect(answer.errors).toBeUndefined();
        expect(excess(costs), page).toEqual([]);
      }
    },
  );

  it('are counted without examining any document', async () => {
    const [field = '', filter = ''] = list.split(/:(.*)/s);
    const { answer, costs } = await askExplained(
      built,
      `{ found: ${field}${filter && `(filter: { ${filter} })`} { totalCount } }`,
    );

    expect(answer.data.found.totalCount).toBe(items.length);
    expect(costs.at(-1)).toMatchObject({ examined: 0 });
  });
});

describe('paging through authors while one is added and one is removed', () => {
  it('returns each author that stays once', async () => {
    const ids = sorted(AUTHORS, 'NAME').map(({ _id }) => encodeGlobalId('Author', _id));
    const authors = built.db.collection<AuthorDocument>('authors');

    let turned = 0;
    const pages = await walkForward(turnOf('authors', 'NAME'), 100, async () => {
      await authors.insertOne(authorAt(COUNT + turned));
      await authors.deleteOne({ _id: AUTHORS[turned * 60]?._id ?? '' });
      turned += 1;
    });

    const gone = AUTHORS.filter((_, index) => index % 60 === 0).map(({ _id }) =>
      encodeGlobalId('Author', _id),
    );
    const seen = pages.flatMap((page) => page.ids).filter((id) => ids.includes(id));
    expect(seen.filter((id) => !gone.includes(id))).toEqual(ids.filter((id) => !gone.includes(id)));
  });
});

function queryFor(list: string, order: string, page: string): string {
  const [field, filter] = list.split(/:(.*)/s);
  const args = filter === undefined ? '' : `filter: { ${filter} },`;
  return `{ found: ${field}(${args} orderBy: ${order}, ${page}) { ${WALKED} } }`;
}

function turnOf(list: string, order: string): Turn {
  return async (page) => {
    const { data, errors } = await built.ask(queryFor(list, order, page));
    expect(errors).toBeUndefined();
    return data.found;
  };
}

function sorted<T extends Named>(items: readonly T[], order: string): T[] {
  const keyOf = ({ sortName: name, _id }: Named) => `${name}\u0000${_id}`;
  const byName = items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return order === 'NAME' ? byName : byName.toReversed();
}

/** The same number of invisible documents, sorted between the visible ones. */
function hidden<T extends { readonly shownFrom?: Date }>(at: (index: number) => T) {
  return Array.from({ length: COUNT }, (_, index) => {
    const { shownFrom: _shown, ...rest } = at(10 * COUNT + index);
    return { ...rest, ...HIDDEN[index % HIDDEN.length] };
  });
}

function topicId(index: number): string {
  return `t${(index * 7919) % 1009}-${index}`;
}

function topicAt(index: number): TopicDocument {
  const taxonomy: Taxonomy = index % 3 === 2 ? 'TAG' : 'CATEGORY';
  const isChild = taxonomy === 'CATEGORY' && index % 4 === 1;
  const parent = isChild ? { parentId: topicId(0) } : {};
  const name = `Topic ${index % (COUNT / 3)}`;
  return {
    _id: topicId(index),
    taxonomy,
    slug: `topic-${index}`,
    name,
    sortName: sortName(name),
    ...parent,
    ancestorIds: isChild ? [topicId(0)] : [],
    path: `topic-${index}`,
    shownFrom: SHOWN_FROM,
    lists: topicLists({ taxonomy, ...parent }),
  };
}

function authorAt(index: number): AuthorDocument {
  const name = `Author ${index % (COUNT / 3)}`;
  return {
    _id: `a${(index * 7919) % 1009}-${index}`,
    slug: `author-${index}`,
    name,
    sortName: sortName(name),
    shownFrom: SHOWN_FROM,
  };
}
