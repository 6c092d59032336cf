import type { Document } from 'mongodb';
import { boolean, date, number, string, strings, wholeNumber } from '../../database/bson-types.js';
import { addressesSchema } from '../address/address.schema.js';
import { ARTICLE_STATUSES } from './article.document.js';

/** The maximum of GraphQL's `Int`: a larger number could be stored but not returned. */
const LARGEST_INT = 2_147_483_647;

const image = {
  bsonType: 'object',
  required: ['url'],
  properties: {
    url: string,
    alt: string,
    caption: string,
    credit: string,
    width: { ...wholeNumber, maximum: LARGEST_INT },
    height: { ...wholeNumber, maximum: LARGEST_INT },
  },
};

const related = {
  bsonType: 'object',
  required: ['articleId', 'score', 'sharedTopicIds', 'sharedTerms'],
  properties: {
    articleId: string,
    score: { bsonType: ['int', 'double'], minimum: 0, maximum: 1 },
    sharedTopicIds: strings,
    sharedTerms: strings,
  },
};

/** The JSON Schema by which MongoDB validates cards; it must match `ArticleDocument`. */
export const articleSchema: Document = {
  bsonType: 'object',
  required: [
    '_id',
    'slugs',
    'title',
    'excerpt',
    'language',
    'status',
    'authorIds',
    'topicIds',
    'topicPathIds',
    'wordCount',
    'readingSeconds',
    'related',
    'commentCount',
    'updatedAt',
    'revision',
    'lists',
    'entryHash',
    'readerHash',
  ],
  properties: {
    _id: string,
    slugs: { ...strings, minItems: 1 },
    addresses: addressesSchema,
    title: { ...string, minLength: 1 },
    standfirst: string,
    excerpt: string,
    language: { ...string, minLength: 2 },
    status: { enum: ARTICLE_STATUSES },
    isProtected: boolean,
    authorIds: strings,
    topicIds: strings,
    topicPathIds: strings,
    source: { bsonType: 'object', properties: { name: string, url: string, guid: string } },
    image,
    wordCount: wholeNumber,
    readingSeconds: wholeNumber,
    related: { bsonType: 'array', items: related },
    commentCount: { ...wholeNumber, maximum: LARGEST_INT },
    publishedAt: date,
    updatedAt: date,
    withdrawnAt: date,
    revision: { ...wholeNumber, minimum: 1, maximum: LARGEST_INT },
    lists: { bsonType: 'array', items: number },
    entryHash: string,
    readerHash: string,
  },
};
