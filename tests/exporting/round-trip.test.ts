import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { fixture } from '../importing/records.js';
import { contentOf } from '../support/dump.js';
import { importHere } from '../support/import-here.js';
import { magazine } from '../support/magazine.js';
import { type Stage, stage } from '../support/stage.js';
import { backRoom } from './back-room.js';
import { exportOf, importExport } from './exports.js';

const DEMO = fileURLToPath(new URL('../../demo', import.meta.url));

/** A gateway on what an import of this brings. */
async function imported(path: string): Promise<Stage> {
  const built = await stage();
  await importHere(built.db, path);
  return built;
}

/** What tells what something was made from, and when: a copy was made from an export. */
const ORIGINS = new Set(['entryHash', 'readerHash', 'isDescribed', 'shownFrom']);

/** What two databases must agree on. */
async function told(on: Stage) {
  const { listCounts: _counts, settings: _site, bodies = [], ...rest } = await contentOf(on.db);
  const revisions = new Map(rest.articles?.map(({ _id, revision }) => [_id, revision]));
  // Earlier bodies are in nobody's way, and one is called after what it was made from.
  const current = bodies
    .filter(({ articleId, revision }) => revisions.get(articleId) === revision)
    .map(({ _id: _, ...body }) => body);
  // A topic has an address after each name that it was told under, and a copy the present one too.
  const topics = rest.topics?.map(({ addresses: _addresses, ...topic }) => topic) ?? [];
  const withoutOrigin = Object.entries({ ...rest, topics }).map(([name, documents]) => [
    name,
    documents.map((document) =>
      Object.fromEntries(Object.entries(document).filter(([key]) => !ORIGINS.has(key))),
    ),
  ]);
  return { ...Object.fromEntries(withoutOrigin), bodies: current };
}

const ARTICLE = `id slug title standfirst excerpt language status publishedAt updatedAt commentCount
  readingTime { minutes seconds words } body { html text } links { url text }
  image { url alt caption credit width height } source { name url }
  authors { id slug name bio articleCount } topics { id slug name path: ancestors { id } }
  shares { total byChannel { channel count } }
  previous { id } next { id }
  relatedPosts(first: 20) { totalCount edges { cursor score sharedTerms sharedTopics { id } node { id } } }
  comments(first: 100) { totalCount edges { cursor node {
    id authorName body createdAt parent { id } allReplies { edges { cursor node { id body } } }
  } } }`;

/** Where something of the back room stood. */
const ADDRESSES = [
  'https://old.example/%C3%BCber/uns.html?a=1%26&b=2',
  ...['/?p=7', '/100%25%20sure', '/section/see?x=%C3%A4', '/a/ada', '/older', '/retired'],
  ...['/tag/größe', '/tag/groesse', '/category/sea', '/nowhere'],
];

const QUESTIONS = [
  `{ ${ADDRESSES.map(
    (url, index) =>
      `a${index}: resolve(url: "${url}") { __typename ... on Redirect { to } ... on Gone { since } }`,
  ).join(' ')} }`,
  '{ site { name description language articleCount } }',
  '{ articles(first: 100) { totalCount pageInfo { endCursor } edges { cursor node { id } } } }',
  '{ articles(last: 100, orderBy: OLDEST_FIRST) { nodes { slug } } }',
  '{ topics(first: 100) { totalCount edges { cursor node { id slug taxonomy name description parent { id } articleCount articles(first: 3) { nodes { id } } } } } }',
  '{ authors(first: 100) { totalCount edges { cursor node { id slug name bio articleCount } } } }',
];

/** All that a gateway answers, one whole article page after the other. */
async function answers(on: Stage): Promise<unknown[]> {
  const first = await Promise.all(QUESTIONS.map((question) => on.ask(question)));
  const { data } = await on.ask('{ articles(first: 100) { nodes { id } } }');
  const pages: unknown[] = [];
  for (const { id } of data.articles.nodes) {
    pages.push(await on.ask(`{ node(id: "${id}") { ... on Article { ${ARTICLE} } } }`));
  }
  return [...first, ...pages];
}

describe.each([
  ['a magazine in which everything is', magazine],
  ['all that readers do not see', backRoom],
  ['the demo magazine', () => imported(DEMO)],
  ['a WordPress export', () => imported(fixture('wordpress/harbour-notes.xml'))],
  ['a Ghost export', () => imported(fixture('ghost/harbour-notes.json'))],
  ['a feed', () => imported(fixture('feeds/rss-2.0.xml'))],
  ['a folder of Markdown', () => imported(fixture('markdown/hugo'))],
])('an export of %s, imported into an empty database', (_name, build) => {
  let original: Stage;
  let copy: Stage;
  let text: string;
  let account: string;

  beforeAll(async () => {
    original = await build();
    ({ text } = await exportOf(original.db));
    copy = await stage();
    account = (await importExport(text, copy.db)).toText();
  });

  it('is taken whole', () => {
    expect(account).toMatch(/ 0 updated, 0 unchanged, 0 skipped, 0 failed\.$/);
  });

  it('gives the same answers, ids and cursors included', async () => {
    const [given, expected] = [await answers(copy), await answers(original)];
    for (const [index, answer] of expected.entries()) expect(given[index]).toEqual(answer);
  });

  it('gives the same documents, whatever their state', async () => {
    expect(await told(copy)).toEqual(await told(original));
  });

  it('exports the same bytes again', async () => {
    expect((await exportOf(copy.db)).text).toBe(text);
  });

  it('changes nothing when it is imported again', async () => {
    const before = await contentOf(copy.db);
    const again = await importExport(text, copy.db);
    expect(again.toText()).toMatch(/^Read (\d+): 0 created, 0 updated, \1 unchanged,/);
    expect(await contentOf(copy.db)).toEqual(before);
  });
});
