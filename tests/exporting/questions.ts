import type { Db, Document } from 'mongodb';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import type { Stage } from '../support/stage.js';

const ARTICLE = `id slug title standfirst excerpt language status publishedAt updatedAt commentCount
  wordCount url readingTime { minutes seconds words label } body { html text } links { url text }
  image { url alt caption credit width height } source { name url }
  authors { id slug name bio url articleCount } primaryTopic { id }
  topics { id slug name url path: ancestors { id name slug } articleCount }
  shares { total byChannel { channel count } }
  previous { id } next { id } before: previous(within: TOPIC) { id } after: next(within: TOPIC) { id }
  relatedPosts(first: 20) { totalCount edges { cursor score sharedTerms sharedTopics { id } node { id } } }
  comments(first: 100) { totalCount edges { cursor node {
    id authorName body createdAt parent { id } article { id } replyCount replies { id }
    allReplies { edges { cursor node { id body } } }
  } } }`;

const TOPIC = `id slug taxonomy name description url parent { id } ancestors { id } articleCount
  children(first: 9) { nodes { id } } articles(first: 3) { totalCount nodes { id } }
  own: articles(first: 3, includeSubtopics: false) { totalCount nodes { id } }`;

const AUTHOR = 'id slug name bio url articleCount articles(first: 3) { totalCount nodes { id } }';

const LISTS = [
  '{ site { name description language articleCount } }',
  '{ articles(first: 100) { totalCount pageInfo { endCursor } edges { cursor node { id } } } }',
  '{ articles(last: 100, orderBy: OLDEST_FIRST) { nodes { slug } } }',
  '{ articles(first: 9, filter: { language: "en" }) { totalCount nodes { id } } }',
  '{ articles(first: 9, filter: { readingTime: { maxMinutes: 2 } }) { totalCount nodes { id } } }',
  `{ topics(first: 100) { totalCount edges { cursor node { ${TOPIC} } } } }`,
  '{ topics(first: 100, filter: { isRoot: true, taxonomy: CATEGORY }) { totalCount nodes { id } } }',
  `{ authors(first: 100) { totalCount edges { cursor node { ${AUTHOR} } } } }`,
];

/** Maximum number of aliased fields in one operation. */
const AT_ONCE = 40;

/**
 * Queries for everything in a database by each of its names and addresses,
 * whether readers may see it or not.
 */
export async function questionsOn(db: Db): Promise<string[]> {
  const all = (name: string) => db.collection<Document>(name).find().sort({ _id: 1 }).toArray();
  const [articles, topics, authors] = await Promise.all(['articles', 'topics', 'authors'].map(all));
  const nodes = [
    ...idsOf('Article', articles),
    ...idsOf('Topic', topics),
    ...idsOf('Author', authors),
  ].map((id) => `node(id: "${id}") { id }`);
  const articleSlugs = articles?.flatMap(({ slugs }) => slugs) ?? [];
  const named = [
    ...articleSlugs.map((slug) => `article(by: { slug: "${slug}" }) { id }`),
    ...(articles ?? []).flatMap(({ source }) =>
      source?.url ? `article(by: { url: ${JSON.stringify(source.url)} }) { id }` : [],
    ),
    ...slugsOf(topics).map((slug) => `topic(by: { slug: "${slug}" }) { id name }`),
    ...slugsOf(authors).map((slug) => `author(by: { slug: "${slug}" }) { id name }`),
  ];
  const paths = [
    ...articleSlugs.flatMap((slug) => [`/${slug}`, `/x/${slug}.html`]),
    ...slugsOf(topics).flatMap((slug) => [
      ...[`/category/${slug}`, `/tag/${slug}`, `/Tag/${slug}`, `/x/${slug}`],
    ]),
    ...slugsOf(authors).flatMap((slug) => [`/author/${slug}`, `/x/${slug}`]),
    ...[articles, topics, authors].flatMap((found) => found?.flatMap(addressesOf) ?? []),
  ];
  const stood = [...new Set(paths)].map(
    (url) =>
      `resolve(url: ${JSON.stringify(url)}) { __typename ... on Redirect { to } ... on Gone { since } }`,
  );
  return operationsOf([...nodes, ...named, ...stood]);
}

function idsOf(type: string, documents: readonly Document[] = []): string[] {
  return documents.map(({ _id }) => encodeGlobalId(type, String(_id)));
}

function slugsOf(documents: readonly Document[] = []): string[] {
  return documents.map(({ slug }) => slug);
}

/** Each address as a browser requests it, with its host and, where it is a path, without. */
function addressesOf({ addresses = [] }: Document): string[] {
  return addresses.flatMap(({ host, path }: { host?: string; path: string }) => {
    const asked = path
      .split('?')
      .map((part, index) => (index === 0 ? encodeURI(part).replaceAll('#', '%23') : part));
    const url = asked.join('?');
    return [url, `https://${host ?? 'old.example'}${url}`, url.replace('?', '%3F')];
  });
}

function operationsOf(fields: readonly string[]): string[] {
  const count = Math.ceil(fields.length / AT_ONCE);
  return Array.from({ length: count }, (_, part) => {
    const asked = fields.slice(part * AT_ONCE, (part + 1) * AT_ONCE);
    return `{ ${asked.map((field, index) => `a${index}: ${field}`).join(' ')} }`;
  });
}

/**
 * All answers of a gateway: its lists, single lookups, and each article page
 * in turn.
 */
export async function answers(on: Stage, asked: readonly string[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const question of [...LISTS, ...asked]) found.push(await answer(on, question));
  const { data } = await on.ask('{ articles(first: 100) { nodes { id } } }');
  for (const { id } of data.articles.nodes) {
    found.push(await answer(on, `{ node(id: "${id}") { ... on Article { ${ARTICLE} } } }`));
  }
  return found;
}

/** An answer with its query, so that a difference shows both; it must have no errors. */
async function answer(on: Stage, question: string): Promise<unknown> {
  const { data, errors } = await on.ask(question);
  if (errors !== undefined) throw new Error(`${errors[0]?.message} ${question}`);
  return { question, data };
}
