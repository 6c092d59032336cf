import { createHash } from 'node:crypto';

/**
 * A list from which articles can be read.
 *
 * Each list is one key on the card, so one index serves all of them: all articles; those of one
 * language, author, reading time or topic (with its descendants, or only those assigned to the
 * topic itself); and a topic combined with one of the others. A reading time is a number of whole
 * minutes, or `MAX_CLASS_MINUTES` for everything longer.
 */
export type ListName =
  | { readonly kind: 'ALL' }
  | { readonly kind: 'LANGUAGE'; readonly language: string }
  | { readonly kind: 'AUTHOR'; readonly authorId: string }
  | { readonly kind: 'MINUTES'; readonly minutes: number }
  | { readonly kind: 'TOPIC'; readonly topicId: string }
  | { readonly kind: 'TOPIC_ITSELF'; readonly topicId: string }
  | { readonly kind: 'TOPIC_LANGUAGE'; readonly topicId: string; readonly language: string }
  | { readonly kind: 'TOPIC_AUTHOR'; readonly topicId: string; readonly authorId: string }
  | { readonly kind: 'TOPIC_MINUTES'; readonly topicId: string; readonly minutes: number };

/** The minutes class of everything that takes more than an hour to read. */
export const MAX_CLASS_MINUTES = 61;

/**
 * The key of a list: an integer of 52 bits, the first bits of the SHA-256 of its name.
 *
 * A number takes a fifth of the index space of the name. With a million lists, the probability that
 * any two have the same key is one in nine thousand.
 */
export function listKey(list: ListName): number {
  const hash = createHash('sha256').update(listText(list)).digest();
  return hash.readUIntBE(0, 6) * 16 + (hash.readUInt8(6) >> 4);
}

/** The key of the list that contains every visible article. */
export const EVERYTHING = listKey({ kind: 'ALL' });

/** What determines the lists of an article. */
export interface Listable {
  readonly language: string;
  readonly authorIds: readonly string[];
  readonly topicIds: readonly string[];
  readonly topicPathIds: readonly string[];
  readonly minutes: number;
}

/** The keys of all lists that contain an article once it is visible. */
export function listKeys(article: Listable): number[] {
  const language = primaryLanguage(article.language);
  const minutes = minutesClass(article.minutes);
  const names: ListName[] = [
    { kind: 'ALL' },
    { kind: 'LANGUAGE', language },
    { kind: 'MINUTES', minutes },
    ...article.authorIds.map((authorId) => ({ kind: 'AUTHOR', authorId }) as const),
    ...article.topicIds.map((topicId) => ({ kind: 'TOPIC_ITSELF', topicId }) as const),
    ...article.topicPathIds.flatMap((topicId): ListName[] => [
      { kind: 'TOPIC', topicId },
      { kind: 'TOPIC_LANGUAGE', topicId, language },
      { kind: 'TOPIC_MINUTES', topicId, minutes },
      ...article.authorIds.map(
        (authorId) => ({ kind: 'TOPIC_AUTHOR', topicId, authorId }) as const,
      ),
    ]),
  ];
  return [...new Set(names.map(listKey))];
}

/** The language of a tag, without script, region or variant: `pt` for `pt-BR`. */
export function primaryLanguage(tag: string): string {
  return tag.split('-', 1)[0]?.toLowerCase() ?? tag;
}

/** The class of a reading time: its whole minutes, at most `MAX_CLASS_MINUTES`. */
function minutesClass(minutes: number): number {
  return Math.min(Math.max(Math.trunc(minutes), 1), MAX_CLASS_MINUTES);
}

function listText(list: ListName): string {
  switch (list.kind) {
    case 'ALL':
      return 'all';
    case 'LANGUAGE':
      return `language ${list.language}`;
    case 'AUTHOR':
      return `author ${list.authorId}`;
    case 'MINUTES':
      return `minutes ${list.minutes}`;
    case 'TOPIC':
      return `topic ${list.topicId}`;
    case 'TOPIC_ITSELF':
      return `topic-itself ${list.topicId}`;
    case 'TOPIC_LANGUAGE':
      return `topic ${list.topicId} language ${list.language}`;
    case 'TOPIC_AUTHOR':
      return `topic ${list.topicId} author ${list.authorId}`;
    case 'TOPIC_MINUTES':
      return `topic ${list.topicId} minutes ${list.minutes}`;
    default:
      return list satisfies never;
  }
}
