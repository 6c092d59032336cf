import type { FileHead } from '../../file-head.js';

/** The root element of a feed within a text. */
export interface FeedRoot {
  readonly format: 'RSS' | 'RDF' | 'ATOM';
  /** The name as written, including a prefix. */
  readonly name: string;
  /** The attributes as written. */
  readonly attributes: string;
  /** Offsets of its opening tag. */
  readonly start: number;
  readonly end: number;
  /** Whether the tag is self-closing. */
  readonly isEmpty: boolean;
}

const ROOT =
  /<((?:[\w.-]+:)?(rss|rdf|feed))(?=[\s>])((?:"[^"]{0,2000}"|'[^']{0,2000}'|[^>"']){0,4000})>/i;
/** Number of characters in which the root is searched. */
const MAX_PROLOG = 128 * 1024;
/**
 * Beginnings of other formats. Anything else before the root is tolerated: blank lines,
 * declarations, error messages of plug-ins.
 */
const NO_FEED = /^\uFEFF?\s*(?:[[{]|---|\+\+\+)|<(?:html|head|body|script)[\s>]|<!doctype\s+html/i;
const RSS_IN_RDF = /purl\.org\/(?:net\/)?rss|my\.netscape\.com\/rdf/i;

/** The feed root at the beginning of a text, if there is one. */
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

/** Whether a file is an RSS or Atom feed; a WordPress export, which also is RSS, is not. */
export function looksLikeFeed({ text }: FileHead): boolean {
  return feedRootOf(text) !== undefined;
}
