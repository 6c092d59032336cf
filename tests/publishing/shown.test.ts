import { describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { authorIdOf, topicIdOf } from '../../src/publishing/identity.js';
import { article, author, category, tag } from '../support/entries.js';
import { stage } from '../support/stage.js';

const merger = tag('Merger');
const whistle = author('Whistle');
const draft = article({
  title: 'Draft',
  status: 'DRAFT',
  topics: [merger, category('Deals', 'money')],
  authors: [whistle],
});
const NAMES = `{
  topics { totalCount nodes { name } } authors { totalCount nodes { name } }
  topic(by: { slug: "merger" }) { name } author(by: { slug: "whistle" }) { name }
}`;

describe('topics and authors of what cannot be read', () => {
  it('are in no list and under no slug', async () => {
    const { ask } = await stage({ articles: [draft] });

    const { data } = await ask(NAMES);

    expect(data).toEqual({
      topics: { totalCount: 0, nodes: [] },
      authors: { totalCount: 0, nodes: [] },
      topic: null,
      author: null,
    });
  });

  it('are no nodes', async () => {
    const { ask } = await stage({ articles: [draft] });
    const topicId = encodeGlobalId('Topic', topicIdOf('TAG', 'merger'));
    const authorId = encodeGlobalId('Author', authorIdOf(whistle.identity));

    const { data } = await ask(`{ nodes(ids: ["${topicId}", "${authorId}"]) { id } }`);

    expect(data.nodes).toEqual([null, null]);
  });

  it('are known from the moment that an article of theirs is published, ancestors included', async () => {
    const { ask, publish } = await stage({ articles: [draft] });
    await publish([{ ...draft, status: 'PUBLISHED' }]);

    const { data } = await ask(NAMES);

    expect(data).toEqual({
      topics: { totalCount: 3, nodes: [{ name: 'Deals' }, { name: 'Merger' }, { name: 'money' }] },
      authors: { totalCount: 1, nodes: [{ name: 'Whistle' }] },
      topic: { name: 'Merger' },
      author: { name: 'Whistle' },
    });
  });

  it('are known if a topic is described by its source, which an author is not for that', async () => {
    const { ask } = await stage({ articles: [draft], topics: [merger], authors: [whistle] });

    const { data } = await ask(NAMES);

    expect(data.topic).toEqual({ name: 'Merger' });
    expect(data.authors.totalCount).toBe(0);
  });
});
