import { parse as parseToml, TomlError } from 'smol-toml';
import { type Document, isScalar, LineCounter, parseDocument, visit, YAMLParseError } from 'yaml';
import { reasonOf } from '../../../errors.js';
import { BrokenRecord } from '../broken-record.js';
import { type Fields, isObject } from '../parsed-object.js';

/** A Markdown file taken apart. */
export interface FrontMatter {
  /** Empty if the file has no front matter. */
  readonly data: Fields;
  readonly body: string;
  readonly hasFrontMatter: boolean;
}

/** Says that a file is there and cannot be read; to be caught with. */
export function cannotOpen(error: NodeJS.ErrnoException): never {
  throw new BrokenRecord(`the file cannot be opened (${error.code ?? error.message})`);
}

/** Characters of front matter. The parsers take some 70 times as much memory, and seconds. */
const MAX_CHARACTERS = 2_000_000;

const FENCES = [
  { format: 'YAML', open: /^---[ \t]*(?:ya?ml[ \t]*)?\n/, close: /^(?:---|\.\.\.)[ \t]*$/m },
  { format: 'TOML', open: /^\+\+\+[ \t]*\n/, close: /^\+\+\+[ \t]*$/m },
  { format: 'TOML', open: /^---[ \t]*toml[ \t]*\n/, close: /^---[ \t]*$/m },
  { format: 'JSON', open: /^---[ \t]*json[ \t]*\n/, close: /^---[ \t]*$/m },
] as const;
/** Eleventy's word for a front matter that is a program. */
const PROGRAM = /^---[ \t]*(?:js|javascript|ts|typescript|coffee|coffeescript|cson)[ \t]*\n/i;

const PARSERS = { YAML: yaml, TOML: toml, JSON: jsonOf } as const;

/**
 * Parts YAML (`---`), TOML (`+++`) or JSON front matter from the Markdown, or what is named behind
 * `---`; throws `BrokenRecord`.
 */
export function readFrontMatter(file: string): FrontMatter {
  const text = file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (PROGRAM.test(text)) {
    throw new BrokenRecord(
      'its front matter is a program, which is not run: expected YAML, TOML or JSON; write down what the program gives',
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

/**
 * A YAML document; lines in errors are those of the file that it stands in, from line `from` on.
 */
export function yaml(text: string, from = 2): unknown {
  if (isTooDeep(text)) throw new BrokenRecord('the YAML is nested too deeply', from);
  const lineCounter = new LineCounter();
  try {
    // Log level "error": a warning of the library would end up on somebody's terminal. Its own look
    // for keys that come twice compares each with all: 20,000 of them took ten seconds.
    const options = { logLevel: 'error', merge: true, uniqueKeys: false } as const;
    const document = parseDocument(text, { ...options, lineCounter });
    const [error] = document.errors;
    if (error !== undefined) throw error;
    const repeated = repeatedKey(document);
    if (repeated !== undefined) {
      const { line } = lineCounter.linePos(repeated);
      throw new BrokenRecord('the YAML cannot be read: Map keys must be unique', line + from - 1);
    }
    return document.toJS();
  } catch (error) {
    if (error instanceof BrokenRecord) throw error;
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    throw new BrokenRecord(
      `the YAML cannot be read: ${firstSentence(error)}`,
      (line ?? 1) + from - 1,
    );
  }
}

/**
 * Lists, objects or comments within each other. The YAML library's recursion ends at some hundreds,
 * slowly.
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

/** The offset of the first key that its object has already. */
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
    throw new BrokenRecord(`the TOML cannot be read: ${firstSentence(error)}`, line + 1);
  }
}

/** JSON front matter ends with the line that closes its object; the object says which that is. */
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
    throw new BrokenRecord(`the JSON front matter cannot be read: ${firstSentence(error)}`, 1);
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
