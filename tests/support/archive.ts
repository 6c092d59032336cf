import type { ArticleDocument } from '../../src/editorial/article/article.document.js';
import { listKeys } from '../../src/editorial/article/article.lists.js';
import type { AuthorEntry, TopicEntry } from '../../src/publishing/entry.js';
import { authorIdOf, topicIdOf } from '../../src/publishing/identity.js';
import { type TreeNode, withAncestors } from '../../src/publishing/topics/topic-tree.js';
import { author, category, tag } from './entries.js';
import { type Stage, stage } from './stage.js';

/** A gateway over an archive of cards that were inserted directly, without bodies. */
export interface Archive {
  readonly stage: Stage;
  /** All visible cards, in no particular order. */
  readonly cards: readonly ArchivedCard[];
}

/** A card with a publication date. */
export type ArchivedCard = ArticleDocument & { readonly publishedAt: Date };

/** The current time of readers in an archive. */
export const ARCHIVE_NOW = new Date('2024-06-01T12:00:00Z');

/** The topics of an archive: a tree of three levels, and a tag. */
const ARCHIVE_TOPICS: readonly TopicEntry[] = [
  category('World'),
  category('Europe', 'world'),
  category('France', 'europe'),
  category('Science'),
  category('Oceans', 'science'),
  tag('Quiet'),
];

/** The authors of an archive. */
const ARCHIVE_AUTHORS: readonly AuthorEntry[] = ['Ada', 'Bo', 'Cy'].map((name) => ({
  ...author(name),
  shownFrom: new Date(0),
}));

const LANGUAGES = ['en', 'en-GB', 'pt-BR', 'ja'] as const;

/**
 * An archive with a given number of articles, of which the latest are scheduled.
 *
 * The cards are inserted directly, since the pipeline is slow for thousands. Every five articles
 * have the same publication time, and topics, authors, languages and lengths occur in all
 * combinations.
 */
export async function archive(count: number): Promise<Archive> {
  const built = await stage({ topics: ARCHIVE_TOPICS, authors: ARCHIVE_AUTHORS, now: ARCHIVE_NOW });
  const cards = Array.from({ length: count }, (_, index) => archivedCard(index, count));
  await built.db.collection<ArticleDocument>('articles').insertMany([...cards]);
  return { stage: built, cards: cards.filter(({ publishedAt }) => publishedAt <= ARCHIVE_NOW) };
}

/** The id of a topic of the archive, by name. */
export function archiveTopic(name: string): string {
  const entry = ARCHIVE_TOPICS.find((topic) => topic.name === name);
  return topicIdOf(entry?.taxonomy ?? 'CATEGORY', entry?.slug ?? '');
}

/** The id of an author of the archive, by name. */
export function archiveAuthor(name: string): string {
  return authorIdOf(author(name).identity);
}

const TREE = new Map<string, TreeNode>(
  ARCHIVE_TOPICS.map(({ taxonomy, slug, parent }) => {
    const _id = topicIdOf(taxonomy, slug);
    return [
      _id,
      { _id, ...(parent === undefined ? {} : { parentId: topicIdOf(taxonomy, parent) }) },
    ];
  }),
);

/** The last fiftieth of the cards is scheduled; the others are spread over the past. */
function archivedCard(index: number, count: number): ArchivedCard {
  const pick = scattered(index);
  const topicIds = picked([...TREE.keys()], pick(6), 1 + pick(3));
  const authorIds = picked(
    ARCHIVE_AUTHORS.map(({ identity }) => authorIdOf(identity)),
    pick(3),
    1 + pick(2),
  );
  const minutes = pick(20) === 0 ? 70 : 1 + pick(9);
  const filed = {
    language: LANGUAGES[pick(LANGUAGES.length)] ?? 'en',
    authorIds,
    topicIds,
    topicPathIds: withAncestors(topicIds, TREE),
  };
  const minutesAgo = Math.floor((count - count / 50 - index) / 5) * Math.ceil(600 / count);
  const publishedAt = new Date(ARCHIVE_NOW.getTime() - minutesAgo * 60_000);
  return {
    ...plainCard(`card-${pick(1_000_000_000).toString(36)}-${index}`, publishedAt),
    ...filed,
    wordCount: minutes * 200,
    readingSeconds: minutes * 60,
    lists: listKeys({ ...filed, minutes }),
  };
}

function picked(all: readonly string[], start: number, count: number): string[] {
  return Array.from({ length: count }, (_, step) => all[(start + step) % all.length] ?? '');
}

/** Pseudo-random numbers below a bound, the same in every run. */
function scattered(seed: number): (below: number) => number {
  let state = (seed + 1) * 2_654_435_761;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
}

/** A card without topics and authors, which is only in the list of all articles. */
export function plainCard(_id: string, publishedAt: Date): ArchivedCard {
  const filed = { language: 'en', authorIds: [], topicIds: [], topicPathIds: [] };
  return {
    _id,
    slugs: [`slug-${_id}`],
    title: _id,
    excerpt: 'A card.',
    status: 'PUBLISHED',
    ...filed,
    wordCount: 200,
    readingSeconds: 60,
    related: [],
    commentCount: 0,
    publishedAt,
    updatedAt: publishedAt,
    revision: 1,
    lists: listKeys({ ...filed, minutes: 1 }),
    entryHash: '',
    readerHash: '',
  };
}
