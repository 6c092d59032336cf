import type { Db, Document } from 'mongodb';
import { collectionOf } from '../../database/collections.js';
import { aggregateMany } from '../../database/find.js';
import { isShown, type ShownDocument } from '../../database/name-list.js';
import type { Reading } from '../../database/reading.js';
import type { ArticleDocument } from '../article/article.document.js';
import { articlePlan } from '../article/article.store.js';
import { asVisible } from '../article/article.visibility.js';
import type { AuthorDocument } from '../author/author.document.js';
import { authorPlan } from '../author/author.store.js';
import type { TopicDocument } from '../topic/topic.document.js';
import { topicPlan } from '../topic/topic.store.js';
import type { AddressFindings, WithdrawnArticle } from './resolution.findings.js';

/** What is looked for: stored addresses, and names in addresses. */
export interface AddressRequest {
  readonly paths: readonly string[];
  readonly slugs: readonly string[];
}

/** Finds what stands at addresses, whatever it is. */
export interface ResolutionStore {
  /** All that has one of the addresses or names, in one command. */
  find(reading: Reading, request: AddressRequest): Promise<AddressFindings>;
}

type Row =
  | { readonly kind: 'ARTICLE'; readonly document: ArticleDocument }
  | { readonly kind: 'TOPIC'; readonly document: TopicDocument }
  | { readonly kind: 'AUTHOR'; readonly document: AuthorDocument };

/** The store of addresses in a database. */
export function resolutionStore(db: Db): ResolutionStore {
  const cards = collectionOf<ArticleDocument>(db, articlePlan);
  return {
    find: async (reading, request) => {
      const size = request.paths.length + request.slugs.length;
      const rows = await aggregateMany<ArticleDocument, Row>(
        reading,
        cards,
        pipelineOf(request),
        size,
      );
      return findingsIn(reading, rows);
    },
  };
}

/** Each branch walks one index: no branch has a choice. */
function pipelineOf({ paths, slugs }: AddressRequest): Document[] {
  const byPath = { 'addresses.path': { $in: [...paths] } };
  const branches = [
    { coll: articlePlan.name, kind: 'ARTICLE', filter: { slugs: { $in: [...slugs] } } },
    { coll: topicPlan.name, kind: 'TOPIC', filter: byPath },
    { coll: topicPlan.name, kind: 'TOPIC', filter: { slug: { $in: [...slugs] } } },
    { coll: authorPlan.name, kind: 'AUTHOR', filter: byPath },
    { coll: authorPlan.name, kind: 'AUTHOR', filter: { slug: { $in: [...slugs] } } },
  ];
  return [
    ...branchOf('ARTICLE', byPath),
    ...branches.map(({ coll, kind, filter }) => ({
      $unionWith: { coll, pipeline: branchOf(kind, filter) },
    })),
  ];
}

function branchOf(kind: string, filter: Document): Document[] {
  return [{ $match: filter }, { $replaceWith: { kind: { $literal: kind }, document: '$$ROOT' } }];
}

function findingsIn(reading: Reading, rows: readonly Row[]): AddressFindings {
  const once = [...new Map(rows.map((row) => [`${row.kind} ${row.document._id}`, row])).values()];
  const cards = once.flatMap((row) => (row.kind === 'ARTICLE' ? [row.document] : []));
  return {
    articles: cards.flatMap((card) => asVisible(reading, card) ?? []),
    withdrawn: cards.flatMap((card) => asWithdrawn(reading, card)),
    topics: once.flatMap((row) => (row.kind === 'TOPIC' ? shown(reading, row.document) : [])),
    authors: once.flatMap((row) => (row.kind === 'AUTHOR' ? shown(reading, row.document) : [])),
  };
}

function shown<T extends ShownDocument>(reading: Reading, document: T): T[] {
  return isShown(reading, document) ? [document] : [];
}

function asWithdrawn(reading: Reading, card: ArticleDocument): WithdrawnArticle[] {
  const { _id, slugs, addresses, withdrawnAt } = card;
  if (withdrawnAt === undefined || withdrawnAt > reading.asOf) return [];
  return [{ _id, slugs, ...(addresses === undefined ? {} : { addresses }), withdrawnAt }];
}
