import { extname } from 'node:path';
import { type FileHead, fileHead } from './file-head.js';
import { FILE_SOURCES, type FileKind, type FileSource } from './file-sources.js';
import { namedFeeds } from './named-feeds.js';

/** The detected kind of a file, or what was found instead and advice on what to do. */
export type Looks =
  | 'markdown'
  | 'gzip'
  | { readonly source: FileSource<FileKind> }
  | { readonly found: string; readonly advice: string };

const EXPORT_ADVICE =
  'In WordPress, Tools → Export → All content creates a file that can be imported; in Ghost, Settings → Import/Export does. Convert anything else to JSON Lines (docs/json-lines.md) or to Markdown files.';
/** Maximum number of feeds in the advice; some pages link a feed for each of their topics. */
const MAX_FEEDS = 3;
const ONE_A_LINE =
  'Convert it to JSON Lines (docs/json-lines.md), one article per line, for example with:';

/**
 * Detects the kind of a file from its beginning; Markdown, which has no signature, from its name.
 *
 * `address` is the address that the file was fetched from; relative links of a web page are
 * resolved against it.
 */
export function looksLike(head: Uint8Array, path: string, address?: string): Looks {
  if (head.length === 0) return { found: 'an empty file', advice: 'Create the export again.' };
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x50 && head[1] === 0x4b) {
    return { found: 'a ZIP archive', advice: 'Unpack it, and import its content.' };
  }
  if (/^\.(?:md|markdown|mdx)$/i.test(extname(path))) return 'markdown';
  const read = fileHead(head, path);
  if (read === undefined) return { found: 'a binary file', advice: EXPORT_ADVICE };
  if (read.text.trim() === '') {
    return { found: 'a file of empty lines', advice: 'Create the export again.' };
  }
  const source = FILE_SOURCES.find(({ isIt }) => isIt(read));
  return source === undefined ? (otherXml(read, address) ?? otherText(read, path)) : { source };
}

function otherXml({ text, root }: FileHead, address?: string): Looks | undefined {
  if (root === undefined) return undefined;
  if (root.name.toLowerCase() === 'html' || /^\s*<!doctype html/i.test(text)) {
    return { found: 'a web page (HTML)', advice: pageAdvice(namedFeeds(text, address)) };
  }
  const known = KNOWN_XML[root.name.toLowerCase()];
  return known ?? { found: `an XML file with <${root.name}> at its root`, advice: EXPORT_ADVICE };
}

/** Other XML formats, by the name of the root element. */
const KNOWN_XML: Readonly<Record<string, { found: string; advice: string }>> = {
  opml: {
    found: 'an OPML file, which is a list of feeds',
    advice: 'Import each of its feeds: the address is in the xmlUrl="…" attribute.',
  },
  urlset: {
    found: 'a sitemap, which is a list of pages',
    advice: 'It contains no articles. Import a feed or an export of the site.',
  },
  sitemapindex: {
    found: 'a list of sitemaps',
    advice: 'It contains no articles. Import a feed or an export of the site.',
  },
};

const TABLE_NAME = /^\.(?:csv|tsv|tab)$/i;
const TABLE_ADVICE =
  'Convert it to JSON Lines (docs/json-lines.md), one row per line, for example with: csvjson --stream table.csv > articles.jsonl';

/** Whether it is a table: by its name, or because its first line looks like column names. */
function isTable(text: string, path: string): boolean {
  if (TABLE_NAME.test(extname(path))) return true;
  const [first = '', second = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/, 2);
  return [',', ';', '\t'].some((mark) => {
    const columns = namesOfColumns(first, mark);
    return columns.length > 2 && columns.every(isColumnName) && second.includes(mark);
  });
}

function namesOfColumns(line: string, mark: string): string[] {
  return line.split(mark).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
}

/** Whether it looks like a column name; a part of a sentence is longer or ends with a full stop. */
function isColumnName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_ ./()-]{0,40}$/u.test(name) && !name.endsWith('.');
}

function pageAdvice(feeds: readonly string[]): string {
  if (feeds.length === 0) return EXPORT_ADVICE;
  return `It links ${feeds.length === 1 ? 'its feed' : 'feeds'}: import ${feeds.slice(0, MAX_FEEDS).join(' or ')} instead.`;
}

function otherText({ text }: FileHead, path: string): Looks {
  if (/^\uFEFF?\s*\[/.test(text)) {
    return { found: 'a JSON list', advice: `${ONE_A_LINE} jq -c '.[]' list.json > articles.jsonl` };
  }
  if (/^\uFEFF?\s*\{/.test(text)) {
    return { found: 'other JSON', advice: `${ONE_A_LINE} jq -c . article.json > articles.jsonl` };
  }
  if (/^(?:---|\+\+\+)\s*\n/.test(text)) {
    return {
      found: 'front matter',
      advice: 'Save it in a file whose name ends in .md, and import that file.',
    };
  }
  if (isTable(text, path)) return { found: 'a table (CSV)', advice: TABLE_ADVICE };
  if (/^\.sql$/i.test(extname(path))) {
    return {
      found: 'a database dump (SQL)',
      advice: `Only the system that wrote it can read it. ${EXPORT_ADVICE}`,
    };
  }
  return { found: 'text in an unknown format', advice: EXPORT_ADVICE };
}
