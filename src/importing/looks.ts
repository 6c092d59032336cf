import { extname } from 'node:path';
import { type FileHead, fileHead } from './file-head.js';
import { FILE_SOURCES, type FileKind, type FileSource } from './file-sources.js';
import { namedFeeds } from './named-feeds.js';

/** What a file is by its first bytes, or what was found instead and what to do about it. */
export type Looks =
  | 'markdown'
  | 'gzip'
  | { readonly source: FileSource<FileKind> }
  | { readonly found: string; readonly advice: string };

const EXPORT_ADVICE =
  'In WordPress, Tools → Export → All content makes a file that can be imported, and in Ghost, Settings → Import/Export. Anything else can be written as JSON Lines (docs/json-lines.md), or as Markdown files.';
/** Some pages name a feed for each of their topics. */
const MAX_FEEDS = 3;
const ONE_A_LINE = 'Write it as JSON Lines (docs/json-lines.md), an article a line, such as with:';

/**
 * Tells what a file is from its beginning; only Markdown, which looks like anything, by its name.
 *
 * `address` is where it was fetched from: what a web page names is relative to that.
 */
export function looksLike(head: Uint8Array, path: string, address?: string): Looks {
  if (head.length === 0) return { found: 'an empty file', advice: 'Make the export again.' };
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x50 && head[1] === 0x4b) {
    return { found: 'a ZIP archive', advice: 'Unpack it, and import what is in it.' };
  }
  if (/^\.(?:md|markdown|mdx)$/i.test(extname(path))) return 'markdown';
  const read = fileHead(head, path);
  if (read === undefined) return { found: 'a binary file', advice: EXPORT_ADVICE };
  if (read.text.trim() === '') {
    return { found: 'a file of empty lines', advice: 'Make the export again.' };
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

/** What other files in XML are, by their roots. */
const KNOWN_XML: Readonly<Record<string, { found: string; advice: string }>> = {
  opml: {
    found: 'an OPML file, which is a list of feeds',
    advice: 'Import the feeds one by one: the address in each xmlUrl="…" of it.',
  },
  urlset: {
    found: 'a sitemap, which is a list of pages',
    advice: 'It holds no articles. Import a feed or an export of the site.',
  },
  sitemapindex: {
    found: 'a list of sitemaps',
    advice: 'It holds no articles. Import a feed or an export of the site.',
  },
};

const TABLE_NAME = /^\.(?:csv|tsv|tab)$/i;
const TABLE_ADVICE =
  'Turn it into JSON Lines (docs/json-lines.md), a row a line, such as with: csvjson --stream table.csv > articles.jsonl';

/** By its name, or as its first line names columns between commas, semicolons or tabs. */
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

/** As in a header: a sentence with commas has longer parts, and an end. */
function isColumnName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_ ./()-]{0,40}$/u.test(name) && !name.endsWith('.');
}

function pageAdvice(feeds: readonly string[]): string {
  if (feeds.length === 0) return EXPORT_ADVICE;
  return `It names ${feeds.length === 1 ? 'its feed' : 'feeds'}: import ${feeds.slice(0, MAX_FEEDS).join(' or ')} instead.`;
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
      advice: 'Save it in a file that ends in .md, and import that.',
    };
  }
  if (isTable(text, path)) return { found: 'a table (CSV)', advice: TABLE_ADVICE };
  if (/^\.sql$/i.test(extname(path))) {
    return {
      found: 'a dump of a database (SQL)',
      advice: `Only its own system can read it. ${EXPORT_ADVICE}`,
    };
  }
  return { found: 'text that is none of these', advice: EXPORT_ADVICE };
}
