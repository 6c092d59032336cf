import { primaryLanguage } from '../../../src/editorial/article/article.lists.js';
import { encodeGlobalId } from '../../../src/graphql/global-id.js';
import {
  ARCHIVE_NOW,
  type ArchivedCard,
  archiveAuthor,
  archiveTopic,
} from '../../support/archive.js';

/** A filter as a client writes it, and a predicate with the same meaning, written independently. */
export interface Selection {
  readonly name: string;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly isWanted: (card: ArchivedCard) => boolean;
}

const world = { slug: 'world' };
const ada = { slug: 'ada' };

function isUnder(card: ArchivedCard, topic: string): boolean {
  return card.topicPathIds.includes(archiveTopic(topic));
}

function isBy(card: ArchivedCard, author: string): boolean {
  return card.authorIds.includes(archiveAuthor(author));
}

function minutesOf(card: ArchivedCard): number {
  return card.readingSeconds / 60;
}

/** All lists and combinations of lists that `articles` supports. */
export const LISTS: readonly Selection[] = [
  { name: 'everything', filter: {}, isWanted: () => true },
  {
    name: 'a topic and those below it',
    filter: { topic: world },
    isWanted: (card) => isUnder(card, 'World'),
  },
  {
    name: 'a topic without those below it',
    filter: { topic: world, includeSubtopics: false },
    isWanted: (card) => card.topicIds.includes(archiveTopic('World')),
  },
  { name: 'an author', filter: { author: ada }, isWanted: (card) => isBy(card, 'Ada') },
  {
    name: 'a language',
    filter: { language: 'en' },
    isWanted: (card) => primaryLanguage(card.language) === 'en',
  },
  {
    name: 'what can be read in three minutes',
    filter: { readingTime: { maxMinutes: 3 } },
    isWanted: (card) => minutesOf(card) <= 3,
  },
  {
    name: 'what takes about an hour and more',
    filter: { readingTime: { minMinutes: 57 } },
    isWanted: (card) => minutesOf(card) >= 57,
  },
  {
    name: 'a topic by an author',
    filter: { topic: world, author: ada },
    isWanted: (card) => isUnder(card, 'World') && isBy(card, 'Ada'),
  },
  {
    name: 'a topic in a language',
    filter: { topic: world, language: 'pt' },
    isWanted: (card) => isUnder(card, 'World') && card.language === 'pt-BR',
  },
  {
    name: 'a topic and a length',
    filter: { topic: world, readingTime: { minMinutes: 2, maxMinutes: 4 } },
    isWanted: (card) => isUnder(card, 'World') && minutesOf(card) >= 2 && minutesOf(card) <= 4,
  },
];

const from = new Date(ARCHIVE_NOW.getTime() - 80 * 60_000);
const until = new Date(ARCHIVE_NOW.getTime() - 20 * 60_000);

const WINDOWS: readonly Selection[] = [
  {
    name: 'since a moment',
    filter: { published: { from } },
    isWanted: ({ publishedAt }) => publishedAt >= from,
  },
  {
    name: 'until a moment',
    filter: { published: { until } },
    isWanted: ({ publishedAt }) => publishedAt < until,
  },
  {
    name: 'between two moments',
    filter: { published: { from, until } },
    isWanted: ({ publishedAt }) => publishedAt >= from && publishedAt < until,
  },
];

/** The same list in each publication window, with some articles excluded, alone and in a window. */
export function narrowed(list: Selection, cards: readonly ArchivedCard[]): Selection[] {
  const windowed = WINDOWS.map((window) => both(list, window));
  const without = [list, ...windowed.slice(-1)].map((each) => both(each, withoutSome(each, cards)));
  return [...windowed, ...without];
}

/** Every seventh article of a selection, to be excluded. */
function withoutSome(selection: Selection, cards: readonly ArchivedCard[]): Selection {
  const ids = cards
    .filter(selection.isWanted)
    .filter((_, index) => index % 7 === 0)
    .slice(0, 100)
    .map(({ _id }) => _id);
  return {
    name: 'without some',
    filter: { withoutIds: ids.map((id) => encodeGlobalId('Article', id)) },
    isWanted: ({ _id }) => !ids.includes(_id),
  };
}

function both(one: Selection, other: Selection): Selection {
  return {
    name: `${one.name}, ${other.name}`,
    filter: { ...one.filter, ...other.filter },
    isWanted: (card) => one.isWanted(card) && other.isWanted(card),
  };
}
