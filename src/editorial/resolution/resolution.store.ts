import type { Collection, Db, Document } from 'mongodb';
import { collectionOf } from '../../database/collections.js';
import { aggregateMany } from '../../database/find.js';
import type { ReadContext } from '../../database/read-context.js';
import { type AskedAddress, spellingsOf } from '../address/address.parts.js';
import type { ArticleDocument } from '../article/article.document.js';
import { articlePlan } from '../article/article.store.js';
import type { AuthorDocument } from '../author/author.document.js';
import { authorPlan } from '../author/author.store.js';
import type { TopicDocument } from '../topic/topic.document.js';
import { topicPlan } from '../topic/topic.store.js';
import {
  asVisible,
  isShown,
  type ShownDocument,
  withdrawnSince,
} from '../visibility/visibility.js';
import type { AddressFindings, WithdrawnArticle } from './resolution.findings.js';
import { type AddressMatch, addressMatches } from './resolution.match.js';

/** Finds what addresses refer to. */
export interface ResolutionStore {
  /**
   * The matches of each address, best match first.
   *
   * One command for all addresses. If one address matches so many documents that those of another
   * may be missing, one more command for each address.
   */
  findAddressMatches(
    readContext: ReadContext,
    addresses: readonly AskedAddress[],
    siteUrl: string,
  ): Promise<(readonly AddressMatch[])[]>;
}

/** What to search for: stored addresses, names in addresses, and addresses of sources. */
interface AddressRequest {
  readonly paths: readonly string[];
  readonly slugs: readonly string[];
  /** Whole addresses in all spellings. */
  readonly originals: readonly string[];
}

type Row =
  | { readonly kind: 'ARTICLE'; readonly document: ArticleDocument }
  /** Only with the requested ones of its addresses, so that it stays small. */
  | { readonly kind: 'MOVED'; readonly document: ArticleDocument }
  | { readonly kind: 'TOPIC'; readonly document: TopicDocument }
  | { readonly kind: 'AUTHOR'; readonly document: AuthorDocument };

/**
 * The maximum number of documents per address. Two sites may have used the same address, but a
 * source that gives one address to thousands of articles must not make a request expensive.
 */
const MAX_AT_ONE_ADDRESS = 20;

/** Creates the store of addresses in a database. */
export function resolutionStore(db: Db): ResolutionStore {
  const cards = collectionOf<ArticleDocument>(db, articlePlan);
  return {
    findAddressMatches: async (readContext, addresses, siteUrl) => {
      const find = (asked: readonly AskedAddress[]) =>
        findAt(readContext, cards, requestFor(asked, siteUrl));
      const together = await find(addresses);
      const isWhole = !together.isCut || addresses.length === 1;
      return Promise.all(
        addresses.map(async (asked) =>
          addressMatches(asked, isWhole ? together : await find([asked]), siteUrl),
        ),
      );
    },
  };
}

function requestFor(asked: readonly AskedAddress[], siteUrl: string): AddressRequest {
  return {
    paths: distinct(asked.flatMap(({ candidates }) => candidates)),
    slugs: distinct(asked.flatMap(({ slug, name, madeSlugs }) => [slug, name, ...madeSlugs])),
    originals: distinct(asked.flatMap((each) => spellingsOf(each, siteUrl))),
  };
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '');
}

async function findAt(
  readContext: ReadContext,
  cards: Collection<ArticleDocument>,
  request: AddressRequest,
): Promise<AddressFindings> {
  const size = request.paths.length + request.slugs.length;
  const rows = await aggregateMany<ArticleDocument, Row>(
    readContext,
    cards,
    pipelineOf(request),
    size,
  );
  return { ...findingsIn(readContext, rows), isCut: isCut(rows, mostFor(request)) };
}

/** Each branch uses exactly one index. */
function pipelineOf(request: AddressRequest): Document[] {
  const { paths, slugs, originals } = request;
  const byPath = { 'addresses.path': { $in: [...paths] } };
  const byOriginal = { 'source.url': { $in: [...originals] } };
  const bySlug = { slug: { $in: [...slugs] } };
  const limit = mostFor(request);
  const branches = [
    [articlePlan, branchOf('ARTICLE', { slugs: { $in: [...slugs] } }, limit)],
    [articlePlan, branchOf('ARTICLE', byOriginal, limit)],
    [topicPlan, branchOf('TOPIC', byPath, limit)],
    [topicPlan, branchOf('TOPIC', bySlug, limit)],
    [authorPlan, branchOf('AUTHOR', byPath, limit)],
    [authorPlan, branchOf('AUTHOR', bySlug, limit)],
  ] as const;
  return [
    ...branchOf('MOVED', byPath, limit, askedAmong(paths)),
    ...branches.map(([{ name }, pipeline]) => ({ $unionWith: { coll: name, pipeline } })),
  ];
}

function mostFor({ paths }: AddressRequest): number {
  return MAX_AT_ONE_ADDRESS * paths.length;
}

/**
 * Whether a branch may have reached its limit. Branches of one kind are counted together, so it may
 * be true too often but never too rarely.
 */
function isCut(rows: readonly Row[], limit: number): boolean {
  const kinds = ['ARTICLE', 'MOVED', 'TOPIC', 'AUTHOR'] as const;
  return kinds.some((kind) => rows.filter((row) => row.kind === kind).length >= limit);
}

/** Keeps only the requested ones of an article's addresses. */
function askedAmong(paths: readonly string[]): Document {
  return {
    addresses: { $filter: { input: '$addresses', cond: { $in: ['$$this.path', [...paths]] } } },
  };
}

function branchOf(kind: string, filter: Document, limit: number, fields?: Document): Document[] {
  return [
    { $match: filter },
    { $limit: limit },
    ...(fields === undefined ? [] : [{ $set: fields }]),
    { $replaceWith: { kind: { $literal: kind }, document: '$$ROOT' } },
  ];
}

function findingsIn(
  readContext: ReadContext,
  rows: readonly Row[],
): Omit<AddressFindings, 'isCut'> {
  const once = [...new Map(rows.map((row) => [`${row.kind} ${row.document._id}`, row])).values()];
  const moved = once.flatMap((row) => (row.kind === 'MOVED' ? [row.document] : []));
  const whole = once.flatMap((row) => (row.kind === 'ARTICLE' ? [row.document] : []));
  const cards = [...new Map([...moved, ...whole].map((card) => [card._id, card])).values()];
  return {
    articles: cards.flatMap((card) => asVisible(readContext, card) ?? []),
    withdrawn: cards.flatMap((card) => asWithdrawn(readContext, card)),
    topics: once.flatMap((row) => (row.kind === 'TOPIC' ? shown(readContext, row.document) : [])),
    authors: once.flatMap((row) => (row.kind === 'AUTHOR' ? shown(readContext, row.document) : [])),
  };
}

function shown<T extends ShownDocument>(readContext: ReadContext, document: T): T[] {
  return isShown(readContext, document) ? [document] : [];
}

function asWithdrawn(readContext: ReadContext, card: ArticleDocument): WithdrawnArticle[] {
  const { _id, slugs, addresses } = card;
  const withdrawnAt = withdrawnSince(readContext, card);
  if (withdrawnAt === undefined) return [];
  return [{ _id, slugs, ...(addresses === undefined ? {} : { addresses }), withdrawnAt }];
}
