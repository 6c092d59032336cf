import type { FileHead } from '../../file-head.js';

/** The root element of a feed, wherever in the text it stands. */
export interface FeedRoot {
  readonly format: 'RSS' | 'RDF' | 'ATOM';
  /** As written, prefix included. */
  readonly name: string;
  /** All attributes, as written. */
  readonly attributes: string;
  /** Offsets of its opening tag. */
  readonly start: number;
  readonly end: number;
  /** Whether the tag closes itself. */
  readonly isEmpty: boolean;
}

const ROOT =
  /<((?:[\w.-]+:)?(rss|rdf|feed))(?=[\s>])((?:"[^"]{0,2000}"|'[^']{0,2000}'|[^>"']){0,4000})>/i;
/** Characters in which the root stands, if it is one. */
const MAX_PROLOG = 128 * 1024;
/**
 * What is in front of a feed is noise: a blank line, a declaration, a notice of a broken plug-in.
 */
const NO_FEED = /^\uFEFF?\s*(?:[[{]|---|\+\+\+)|<(?:html|head|body|script)[\s>]|<!doctype\s+html/i;
const RSS_IN_RDF = /purl\.org\/(?:net\/)?rss|my\.netscape\.com\/rdf/i;

/** The root of the feed that a text begins with, if it is one. */
export function feedRootOf(text: string): FeedRoot | undefined {
  const beginning = text.slice(0, MAX_PROLOG);
  const bare = beginning.replace(/<!--[\s\S]*?(?:-->|$)|<\?[^>]{0,1000}>/g, (noise) =>
    ' '.repeat(noise.length),
  );
  const match = ROOT.exec(bare);
  if (match === null || NO_FEED.test(bare.slice(0, match.index))) return undefined;
  const [tag, name = '', kind = '', attributes = ''] = match;
  if (/\bxmlns:wp\s*=/.test(attributes)) return undefined;
  const format = FORMATS[kind.toLowerCase()];
  if (format === undefined || (format === 'RDF' && !RSS_IN_RDF.test(bare))) return undefined;
  const start = match.index;
  const isEmpty = attributes.endsWith('/');
  const written = attributes.replace(/\/$/, '');
  return { format, name, attributes: written, start, end: start + tag.length, isEmpty };
}

const FORMATS: Readonly<Record<string, FeedRoot['format']>> = {
  rss: 'RSS',
  rdf: 'RDF',
  feed: 'ATOM',
};

/** Whether a file is an RSS or Atom feed; a WordPress export, which is RSS as well, is not. */
export function looksLikeFeed({ text }: FileHead): boolean {
  return feedRootOf(text) !== undefined;
}
