import { describe, expect, it } from 'vitest';
import {
  type ListName,
  listKey,
  listKeys,
  primaryLanguage,
} from '../../../src/editorial/article/article.lists.js';

const ARTICLE = {
  language: 'pt-BR',
  authorIds: ['ada', 'bo'],
  topicIds: ['oceans'],
  topicPathIds: ['oceans', 'science'],
  minutes: 4,
};

const STANDS_IN: readonly ListName[] = [
  { kind: 'ALL' },
  { kind: 'LANGUAGE', language: 'pt' },
  { kind: 'MINUTES', minutes: 4 },
  { kind: 'AUTHOR', authorId: 'ada' },
  { kind: 'AUTHOR', authorId: 'bo' },
  { kind: 'TOPIC_ITSELF', topicId: 'oceans' },
  { kind: 'TOPIC', topicId: 'oceans' },
  { kind: 'TOPIC', topicId: 'science' },
  { kind: 'TOPIC_LANGUAGE', topicId: 'oceans', language: 'pt' },
  { kind: 'TOPIC_LANGUAGE', topicId: 'science', language: 'pt' },
  { kind: 'TOPIC_MINUTES', topicId: 'oceans', minutes: 4 },
  { kind: 'TOPIC_MINUTES', topicId: 'science', minutes: 4 },
  { kind: 'TOPIC_AUTHOR', topicId: 'oceans', authorId: 'ada' },
  { kind: 'TOPIC_AUTHOR', topicId: 'oceans', authorId: 'bo' },
  { kind: 'TOPIC_AUTHOR', topicId: 'science', authorId: 'ada' },
  { kind: 'TOPIC_AUTHOR', topicId: 'science', authorId: 'bo' },
];

describe('listKeys', () => {
  it('returns the key of each list that contains the article, once, and no other', () => {
    expect(listKeys(ARTICLE).toSorted()).toEqual(STANDS_IN.map(listKey).toSorted());
  });
});

describe('listKey', () => {
  it('differs for every list', () => {
    expect(new Set(STANDS_IN.map(listKey)).size).toBe(STANDS_IN.length);
  });

  it('never changes, since cards and counts are stored with it', () => {
    expect(listKey({ kind: 'ALL' })).toBe(1_670_565_919_607_657);
  });

  it('is an integer that JavaScript and BSON represent exactly', () => {
    for (const list of STANDS_IN) expect(Number.isSafeInteger(listKey(list))).toBe(true);
  });
});

describe('primaryLanguage', () => {
  it.each([
    ['pt-BR', 'pt'],
    ['zh-Hant-TW', 'zh'],
    ['EN', 'en'],
    ['und', 'und'],
  ])('of %s is %s', (tag, language) => {
    expect(primaryLanguage(tag)).toBe(language);
  });
});

describe('the list of a reading time', () => {
  it.each([
    [0, 1],
    [1, 1],
    [60, 60],
    [61, 61],
    [500, 61],
  ])('of %i minutes is the list of %i', (minutes, listed) => {
    expect(listKeys({ ...ARTICLE, minutes })).toContain(
      listKey({ kind: 'MINUTES', minutes: listed }),
    );
  });
});
