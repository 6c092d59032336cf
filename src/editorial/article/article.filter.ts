import type { Context } from '../../context.js';
import { BroadsheetError, quoted } from '../../errors.js';
import { builder } from '../../graphql/builder.js';
import { keyOfType } from '../../graphql/global-id.js';
import { isGiven } from '../../graphql/paging.js';
import { AuthorBy, authorInFilter } from '../author/author.queries.js';
import { TopicBy, topicInFilter } from '../topic/topic.queries.js';
import { refuseUnknownLanguage, wantedLanguage } from './article.language.js';
import type { ArticleSelection } from './article.list-request.js';
import { type ListName, listKey, MAX_CLASS_MINUTES } from './article.lists.js';

const PublicationWindow = builder.inputType('PublicationWindow', {
  description:
    'A period of publication. Leave out `from` or `until` for a period that is open at that end.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'Published at or after this time.' }),
    until: t.field({ type: 'DateTime', description: 'Published before this time.' }),
  }),
});

const ReadingTimeRange = builder.inputType('ReadingTimeRange', {
  description:
    'A range of `readingTime.minutes`, both ends included. `BAD_USER_INPUT` if `minMinutes` is greater than `maxMinutes`.',
  fields: (t) => ({
    minMinutes: t.int({
      description: 'Shortest reading time in minutes, 1 to 61. 61 means more than an hour.',
    }),
    maxMinutes: t.int({
      description: 'Longest reading time in minutes, 1 to 60. No upper limit if not given.',
    }),
  }),
});

/** The filter of a list of articles. */
export const ArticleFilter = builder.inputType('ArticleFilter', {
  description:
    'Conditions on articles; an article must meet all of them. Possible are one of `topic`, `author`, `language` and `readingTime`, ' +
    'or `topic` with one of the other three; `published` and `withoutIds` can be added to each of these. ' +
    '`ids` and `slugs` cannot be combined with anything. `UNSUPPORTED_FILTER` for any other combination.',
  fields: (t) => ({
    topic: t.field({
      type: TopicBy,
      description:
        'Articles of this topic and of its descendants. `UNKNOWN_FILTER_VALUE` if the topic does not exist or is not published.',
    }),
    includeSubtopics: t.boolean({
      description:
        'If false, only articles assigned to `topic` itself, without those of its descendants. Not possible together with `author`, `language` or `readingTime`.',
      defaultValue: true,
    }),
    author: t.field({
      type: AuthorBy,
      description:
        'Articles by this author, alone or with co-authors. `UNKNOWN_FILTER_VALUE` if the author does not exist or has no published articles yet.',
    }),
    language: t.string({
      description:
        'Articles in this language (BCP 47); the region is ignored, so `pt` also finds `pt-BR`. `BAD_USER_INPUT` for a malformed tag, `UNKNOWN_FILTER_VALUE` for a tag that is no known language.',
    }),
    readingTime: t.field({
      type: ReadingTimeRange,
      description: 'Articles with a reading time in this range.',
    }),
    published: t.field({
      type: PublicationWindow,
      description: 'Articles published in this period.',
    }),
    withoutIds: t.idList({ description: 'Articles to leave out, by global id; at most 100.' }),
    ids: t.idList({
      description:
        'Only these articles, by global id; at most 100. Articles that do not exist or are not published are left out of the list.',
    }),
    slugs: t.stringList({
      description:
        'Only the articles with these current or earlier slugs; at most 100. Slugs without a published article are left out of the list.',
    }),
  }),
});

/** A filter as the client sent it. */
export type ArticleFilterInput = typeof ArticleFilter.$inferInput;

/** The articles that a filter selects: lists, or single articles by id or slug. */
export type ArticleChoice =
  | {
      readonly kind: 'SELECTION';
      readonly selection: ArticleSelection;
      /**
       * Throws `UNKNOWN_FILTER_VALUE` for a name in the filter that has not been looked up yet. It
       * is called only for an empty result: a name is known to exist if articles were found for it.
       */
      readonly refuseUnknownNames: () => Promise<void>;
    }
  | { readonly kind: 'IDS'; readonly ids: readonly string[] }
  | { readonly kind: 'SLUGS'; readonly slugs: readonly string[] };

const MAX_NAMES = 100;

/**
 * Resolves a filter. Throws `UNSUPPORTED_FILTER` for a combination that is not supported; its
 * message lists those that are.
 */
export async function readArticleFilter(
  filter: ArticleFilterInput,
  context: Context,
): Promise<ArticleChoice> {
  refuseUnknownCombination(filter);
  if (filter.ids) {
    return { kind: 'IDS', ids: articleKeys('ids', filter.ids) };
  }
  if (filter.slugs) return { kind: 'SLUGS', slugs: atMost('slugs', filter.slugs) };
  return {
    kind: 'SELECTION',
    selection: await articleSelection(filter, context),
    refuseUnknownNames: async () => {
      if (isGiven(filter.language)) refuseUnknownLanguage(filter.language);
      if (filter.author) await authorInFilter(filter.author, context);
    },
  };
}

async function articleSelection(
  filter: ArticleFilterInput,
  context: Context,
): Promise<ArticleSelection> {
  const topic = filter.topic ? await topicInFilter(filter.topic, context) : undefined;
  const authorId = filter.author ? await authorKey(filter.author, context) : undefined;
  const { from, until } = filter.published ?? {};
  return {
    keys: listNames(filter, topic?._id, authorId).map(listKey),
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
    ...(filter.withoutIds ? { withoutIds: articleKeys('withoutIds', filter.withoutIds) } : {}),
  };
}

/**
 * The key of an author. A global id contains it, so the author is read only if the slug was given.
 */
async function authorKey(by: typeof AuthorBy.$inferInput, context: Context): Promise<string> {
  if (typeof by.id === 'string') return keyOfType('Author', by.id);
  return (await authorInFilter(by, context))._id;
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

/** One list for each whole minute of a range; the engine merges them in order. */
function minuteClasses(range: typeof ReadingTimeRange.$inferInput): number[] {
  const least = minutesWithin('minMinutes', range.minMinutes, MAX_CLASS_MINUTES) ?? 1;
  const most =
    minutesWithin('maxMinutes', range.maxMinutes, MAX_CLASS_MINUTES - 1) ?? MAX_CLASS_MINUTES;
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
  if (list.length <= MAX_NAMES) return list;
  throw new BroadsheetError(
    'BAD_USER_INPUT',
    `Expected at most ${MAX_NAMES} ${name}, found ${list.length}.`,
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
    `This combination is not supported: ${found.map(quoted).join(', ')}. Expected topic, author, language or ` +
      'readingTime alone, or topic with one of the other three, each with or without published and ' +
      'withoutIds; includeSubtopics: false only with topic alone; ids or slugs alone.',
  );
}
