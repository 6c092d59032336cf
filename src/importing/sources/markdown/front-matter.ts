import { parse as parseToml, TomlError } from 'smol-toml';
import { type Document, isScalar, LineCounter, parseDocument, visit, YAMLParseError } from 'yaml';
import { reasonOf } from '../../../errors.js';
import { BrokenRecord } from '../broken-record.js';
import { type Fields, isObject } from '../parsed-object.js';

/** A Markdown file split into its front matter and body. */
export interface FrontMatter {
  /** Empty if the file has no front matter. */
  readonly data: Fields;
  readonly body: string;
  readonly hasFrontMatter: boolean;
}

/** Rethrows a file system error as a `BrokenRecord`; for use in `catch`. */
export function cannotOpen(error: NodeJS.ErrnoException): never {
  throw new BrokenRecord(`the file cannot be opened (${error.code ?? error.message})`);
}

/**
 * Maximum number of characters in a front matter. The parsers need about 70 times as much memory,
 * and seconds for this length.
 */
const MAX_CHARACTERS = 2_000_000;

const FENCES = [
  { format: 'YAML', open: /^---[ \t]*(?:ya?ml[ \t]*)?\n/, close: /^(?:---|\.\.\.)[ \t]*$/m },
  { format: 'TOML', open: /^\+\+\+[ \t]*\n/, close: /^\+\+\+[ \t]*$/m },
  { format: 'TOML', open: /^---[ \t]*toml[ \t]*\n/, close: /^---[ \t]*$/m },
  { format: 'JSON', open: /^---[ \t]*json[ \t]*\n/, close: /^---[ \t]*$/m },
] as const;
/** Eleventy's fence for front matter in a programming language. */
const PROGRAM = /^---[ \t]*(?:js|javascript|ts|typescript|coffee|coffeescript|cson)[ \t]*\n/i;

const PARSERS = { YAML: yaml, TOML: toml, JSON: jsonOf } as const;

/**
 * Splits a file into front matter and body. The front matter is YAML (`---`), TOML (`+++`), JSON,
 * or the format named after `---`. Throws `BrokenRecord` if it is invalid.
 */
export function readFrontMatter(file: string): FrontMatter {
  const text = file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (PROGRAM.test(text)) {
    throw new BrokenRecord(
      'expected YAML, TOML or JSON front matter, found a program, which is not run. Replace it with the values that it returns',
      1,
    );
  }
  for (const { format, open, close } of FENCES) {
    const opening = open.exec(text)?.[0];
    if (opening === undefined) continue;
    const rest = text.slice(opening.length);
    const closing = close.exec(rest);
    if (closing === null) {
      throw new BrokenRecord(
        `the ${format} front matter that begins here is never closed: expected a line "${opening.slice(0, 3)}"`,
        1,
      );
    }
    checkLength(closing.index);
    const data = PARSERS[format](rest.slice(0, closing.index));
    const body = rest.slice(closing.index + closing[0].length).replace(/^\n/, '');
    return { data: objectOf(data, format), body, hasFrontMatter: true };
  }
  return /^\{\s*(?:"|\n)/.test(text) ? json(text) : { data: {}, body: text, hasFrontMatter: false };
}

/** Parses YAML that begins at line `from` of its file; errors have the line within that file. */
export function yaml(text: string, from = 2): unknown {
  if (isTooDeep(text)) throw new BrokenRecord('the YAML nests too deeply', from);
  const lineCounter = new LineCounter();
  try {
    // Log level "error": warnings of the library would be printed on the terminal. Its own check
    // for repeated keys compares each with all others: 20,000 keys took ten seconds.
    const options = { logLevel: 'error', merge: true, uniqueKeys: false } as const;
    const document = parseDocument(text, { ...options, lineCounter });
    const [error] = document.errors;
    if (error !== undefined) throw error;
    const repeated = repeatedKey(document);
    if (repeated !== undefined) {
      const { line } = lineCounter.linePos(repeated);
      throw new BrokenRecord('the YAML cannot be parsed: Map keys must be unique', line + from - 1);
    }
    return document.toJS();
  } catch (error) {
    if (error instanceof BrokenRecord) throw error;
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    throw new BrokenRecord(
      `the YAML cannot be parsed: ${firstSentence(error)}`,
      (line ?? 1) + from - 1,
    );
  }
}

/**
 * Maximum nesting depth of lists, objects or comments. The recursion of the YAML library fails at
 * some hundreds, and slowly.
 */
export const MAX_DEPTH = 200;

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const { 0: bracket } of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (depth > MAX_DEPTH) return true;
  }
  return /^[ \t]*(?:[-?:][ \t]+){200}/m.test(text);
}

/** The offset of the first key that occurs twice in its object. */
function repeatedKey(document: Document.Parsed): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          offset = key.range?.[0] ?? 0;
          return visit.BREAK;
        }
        seen.add(key.value);
      }
      return undefined;
    },
  });
  return offset;
}

function toml(text: string): unknown {
  try {
    return parseToml(text);
  } catch (error) {
    const line = error instanceof TomlError ? error.line : 1;
    throw new BrokenRecord(`the TOML cannot be parsed: ${firstSentence(error)}`, line + 1);
  }
}

/** JSON front matter ends with the line that closes its object. */
function json(text: string): FrontMatter {
  const end = /^\}[ \t]*$/m.exec(text);
  const whole = end === null ? text : text.slice(0, end.index + 1);
  checkLength(whole.length);
  const data = objectOf(jsonOf(whole), 'JSON');
  return { data, body: text.slice(whole.length).replace(/^[ \t]*\n/, ''), hasFrontMatter: true };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BrokenRecord(`the JSON front matter cannot be parsed: ${firstSentence(error)}`, 1);
  }
}

function checkLength(characters: number): void {
  if (characters <= MAX_CHARACTERS) return;
  throw new BrokenRecord(
    `expected at most ${MAX_CHARACTERS} characters of front matter, found ${characters}`,
    1,
  );
}

function objectOf(data: unknown, format: string): Fields {
  if (data === null || data === undefined) return {};
  if (!isObject(data)) {
    throw new BrokenRecord(
      `expected "key: value" lines in the ${format} front matter, found ${typeof data === 'object' ? 'a list' : `a ${typeof data}`}`,
      1,
    );
  }
  return data;
}

function firstSentence(error: unknown): string {
  return (reasonOf(error).split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '').trim();
}
