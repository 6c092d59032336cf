import type { Context } from '../../context.js';
import { BroadsheetError, quoted } from '../../errors.js';
import { builder } from '../../graphql/builder.js';
import { keyOfType } from '../../graphql/global-id.js';
import { isGiven } from '../../graphql/paging.js';
import { authorLoaders } from '../author/author.loaders.js';
import { AuthorBy } from '../author/author.queries.js';
import { TopicBy, topicNamed } from '../topic/topic.queries.js';
import { wantedLanguage } from './article.language.js';
import type { ArticleSelection } from './article.list-request.js';
import { type ListName, LONGEST_CLASS, listKey } from './article.lists.js';

const PublicationWindow = builder.inputType('PublicationWindow', {
  description: 'A window of time; either end may be open.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'Published at or after this moment.' }),
    until: t.field({ type: 'DateTime', description: 'Published before this moment.' }),
  }),
});

const ReadingTimeRange = builder.inputType('ReadingTimeRange', {
  description: 'A range of reading times in whole minutes, both ends included.',
  fields: (t) => ({
    minMinutes: t.int({ description: 'At least so many minutes, 1 to 61.' }),
    maxMinutes: t.int({ description: 'At most so many minutes, 1 to 60.' }),
  }),
});

/** Which articles a client wants. */
export const ArticleFilter = builder.inputType('ArticleFilter', {
  description:
    'Which articles. `topic`, `author`, `language` and `readingTime` each stand alone, or `topic` with ' +
    'one of the other three; `published` and `withoutIds` go with all of these. `ids` and `slugs` each ' +
    'stand alone. Any other combination is refused.',
  fields: (t) => ({
    topic: t.field({ type: TopicBy, description: 'Filed under this topic or one below it.' }),
    includeSubtopics: t.boolean({
      description:
        'If false, only articles filed under `topic` itself; `topic` then stands without author, language and readingTime.',
      defaultValue: true,
    }),
    author: t.field({
      type: AuthorBy,
      description: 'Written by this author, alone or with others.',
    }),
    language: t.string({
      description: 'In this language, whatever the region: `pt` finds `pt-BR`.',
    }),
    readingTime: t.field({ type: ReadingTimeRange, description: 'That take so long to read.' }),
    published: t.field({ type: PublicationWindow, description: 'Published in this window.' }),
    withoutIds: t.idList({ description: 'Without these articles, at most 100.' }),
    ids: t.idList({ description: 'Only these articles, at most 100, as far as they can be seen.' }),
    slugs: t.stringList({ description: 'Only the articles of these slugs, at most 100.' }),
  }),
});

/** A filter as given. */
export type ArticleFilterInput = typeof ArticleFilter.$inferInput;

/**
 * What a filter names: a list, chosen articles, or nothing (a topic or author that does not exist).
 */
export type ArticleChoice =
  | ({ readonly kind: 'SELECTION' } & ArticleSelection)
  | { readonly kind: 'IDS'; readonly ids: readonly string[] }
  | { readonly kind: 'SLUGS'; readonly slugs: readonly string[] }
  | { readonly kind: 'NOTHING' };

const NAMES_AT_MOST = 100;

/** What a filter names; an `UNSUPPORTED_FILTER` that tells what can be combined for all else. */
export async function readArticleFilter(
  filter: ArticleFilterInput,
  context: Context,
): Promise<ArticleChoice> {
  refuseUnknownCombination(filter);
  if (filter.ids) {
    return { kind: 'IDS', ids: articleKeys('ids', filter.ids) };
  }
  if (filter.slugs) return { kind: 'SLUGS', slugs: atMost('slugs', filter.slugs) };
  const topic = filter.topic ? await topicNamed(filter.topic, context) : undefined;
  const authorId = filter.author ? await authorKey(filter.author, context) : undefined;
  if (topic === null || authorId === null) return { kind: 'NOTHING' };
  const { from, until } = filter.published ?? {};
  return {
    kind: 'SELECTION',
    keys: listNames(filter, topic?._id, authorId).map(listKey),
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
    ...(filter.withoutIds ? { withoutIds: articleKeys('withoutIds', filter.withoutIds) } : {}),
  };
}

async function authorKey(
  by: typeof AuthorBy.$inferInput,
  context: Context,
): Promise<string | null> {
  if (typeof by.id === 'string') return keyOfType('Author', by.id);
  return (await authorLoaders.bySlug(context).load(String(by.slug)))?._id ?? null;
}

function listNames(
  { language, readingTime, includeSubtopics }: ArticleFilterInput,
  topicId: string | undefined,
  authorId: string | undefined,
): ListName[] {
  if (topicId === undefined) {
    if (authorId !== undefined) return [{ kind: 'AUTHOR', authorId }];
    if (isGiven(language)) return [{ kind: 'LANGUAGE', language: wantedLanguage(language) }];
    if (readingTime)
      return minuteClasses(readingTime).map((minutes) => ({ kind: 'MINUTES', minutes }));
    return [{ kind: 'ALL' }];
  }
  if (authorId !== undefined) return [{ kind: 'TOPIC_AUTHOR', topicId, authorId }];
  if (isGiven(language)) {
    return [{ kind: 'TOPIC_LANGUAGE', topicId, language: wantedLanguage(language) }];
  }
  if (readingTime) {
    return minuteClasses(readingTime).map((minutes) => ({
      kind: 'TOPIC_MINUTES',
      topicId,
      minutes,
    }));
  }
  return [{ kind: includeSubtopics === false ? 'TOPIC_ITSELF' : 'TOPIC', topicId }];
}

/** One list for each whole minute of a range: the engine merges them in order. */
function minuteClasses(range: typeof ReadingTimeRange.$inferInput): number[] {
  const least = minutesWithin('minMinutes', range.minMinutes, LONGEST_CLASS) ?? 1;
  const most = minutesWithin('maxMinutes', range.maxMinutes, LONGEST_CLASS - 1) ?? LONGEST_CLASS;
  if (least > most) {
    throw new BroadsheetError(
      'BAD_USER_INPUT',
      `Expected minMinutes up to maxMinutes, found ${least} and ${most}.`,
    );
  }
  return Array.from({ length: most - least + 1 }, (_, index) => least + index);
}

function minutesWithin(name: string, given: number | null | undefined, most: number) {
  if (!isGiven(given)) return undefined;
  if (given >= 1 && given <= most) return given;
  throw new BroadsheetError(
    'BAD_USER_INPUT',
    `Expected ${name} from 1 to ${most}, found ${given}.`,
  );
}

function articleKeys(name: string, ids: readonly string[]): string[] {
  return atMost(name, ids).map((id) => keyOfType('Article', id));
}

function atMost(name: string, list: readonly string[]): readonly string[] {
  if (list.length <= NAMES_AT_MOST) return list;
  throw new BroadsheetError(
    'BAD_USER_INPUT',
    `Expected at most ${NAMES_AT_MOST} ${name}, found ${list.length}.`,
  );
}

function refuseUnknownCombination(filter: ArticleFilterInput): void {
  const named = (['topic', 'author', 'language', 'readingTime', 'ids', 'slugs'] as const).filter(
    (name) => isGiven(filter[name]),
  );
  const others = named.filter((name) => name !== 'topic');
  const isChosen = named.includes('ids') || named.includes('slugs');
  const isTooMuch = isChosen
    ? named.length > 1 || isGiven(filter.published) || isGiven(filter.withoutIds)
    : others.length > 1;
  const isPlainTopicCombined =
    filter.includeSubtopics === false && (others.length > 0 || !named.includes('topic'));
  if (!isTooMuch && !isPlainTopicCombined) return;
  const extra = (['published', 'withoutIds'] as const).filter((name) => isGiven(filter[name]));
  const found = [
    ...named,
    ...extra,
    ...(filter.includeSubtopics === false ? ['includeSubtopics: false'] : []),
  ];
  throw new BroadsheetError(
    'UNSUPPORTED_FILTER',
    `This combination is not offered: ${found.map(quoted).join(', ')}. Expected topic, author, language or ` +
      'readingTime alone, or topic with one of the other three, each with or without published and ' +
      'withoutIds; includeSubtopics: false only with topic alone; ids or slugs alone.',
  );
}
