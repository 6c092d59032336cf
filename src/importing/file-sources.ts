import type { SourceRecord } from '../publishing/entry.js';
import type { FileHead } from './file-head.js';
import type { FileInput } from './file-input.js';
import { looksLikeFeed } from './sources/feed/root.js';
import { feedSource } from './sources/feed.js';
import { ghostSource, looksLikeGhost } from './sources/ghost.js';
import { jsonFeedSource, looksLikeJsonFeed } from './sources/json-feed.js';
import { jsonLinesSource, looksLikeJsonLines } from './sources/json-lines.js';
import { wordpressSource } from './sources/wordpress.js';

/** A kind of file that can be imported. */
export interface FileSource<Kind extends string = string> {
  readonly kind: Kind;
  /** Its name in messages, with an article. */
  readonly name: string;
  /** Whether a file is of this kind, judged by its beginning. */
  readonly isIt: (head: FileHead) => boolean;
  readonly records: (input: FileInput) => AsyncIterable<SourceRecord>;
  /** Whether a namespace separates its ids; otherwise the file identifies its own site. */
  readonly hasNamespaces?: boolean;
  /** How many times the file is read from beginning to end. */
  readonly readings: number;
}

/** All kinds of files, one per row; the first row whose `isIt` returns true reads the file. */
export const FILE_SOURCES = [
  {
    kind: 'wordpress',
    name: 'a WordPress export',
    isIt: ({ root }) => root?.name === 'rss' && /\bxmlns:wp\s*=/.test(root.attributes),
    records: wordpressSource,
    readings: 2,
  },
  {
    kind: 'feed',
    name: 'an RSS or Atom feed',
    isIt: looksLikeFeed,
    records: feedSource,
    readings: 2,
  },
  {
    kind: 'json-feed',
    name: 'a JSON Feed',
    isIt: looksLikeJsonFeed,
    records: jsonFeedSource,
    readings: 2,
  },
  {
    kind: 'ghost',
    name: 'a Ghost export',
    isIt: ({ text }) => looksLikeGhost(text),
    records: ghostSource,
    readings: 2,
  },
  {
    kind: 'json-lines',
    name: 'JSON Lines',
    isIt: looksLikeJsonLines,
    records: jsonLinesSource,
    hasNamespaces: true,
    readings: 1,
  },
] as const satisfies readonly FileSource[];

/** The kinds of files. */
export type FileKind = (typeof FILE_SOURCES)[number]['kind'];
