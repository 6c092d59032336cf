import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { jsonParser, type Token } from 'stream-json/core/parser.js';
import { withoutUndefined } from '../../absence.js';
import type { Fields } from '../parsed-object.js';
import { RowBuilder } from './row-builder.js';

/** A Ghost export file. */
export interface GhostInput {
  readonly path: string;
  /** The name of the file in messages; the path by default. */
  readonly name?: string;
  /** Called with the size of every chunk that is read. */
  readonly onBytes?: (bytes: number) => void;
}

/** The wanted columns of each wanted table, by table name. */
export type WantedTables = Readonly<Record<string, ReadonlySet<string>>>;

/** A row of a table, or the place where the file is broken. */
export type GhostPiece =
  | {
      readonly kind: 'ROW';
      readonly table: string;
      /** The 1-based position within its table. */
      readonly number: number;
      readonly fields: Fields;
      /** The reason if fields are missing because the row is too long. */
      readonly excess?: string;
    }
  | {
      readonly kind: 'BROKEN';
      /** The row that was being read, if there is one. */
      readonly row?: { readonly table: string; readonly number: number; readonly fields: Fields };
      readonly reason: string;
    };

/** Maximum nesting depth of the file; the parser keeps every open list and object in memory. */
const MAX_DEPTH = 10_000;

/** Characters per parser call; when a call fails, all tokens of its characters are lost. */
const PIECE_CHARACTERS = 16 * 1024;

/**
 * The rows of the wanted tables, one at a time, in the order of the file.
 *
 * Other values are skipped without being held, so their length does not matter. A file that is
 * truncated, or invalid JSON after some point, yields its complete rows and one `BROKEN` piece.
 */
export async function* rowsOf(
  { path, onBytes = () => {} }: GhostInput,
  wanted: WantedTables,
): AsyncGenerator<GhostPiece> {
  const parse = jsonParser({
    packStrings: false,
    streamStrings: true,
    streamKeys: false,
    streamNumbers: false,
  });
  const reader = new RowReader(wanted);
  const decoder = new StringDecoder('utf8');
  let read = 0;
  for await (const bytes of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    onBytes(bytes.length);
    const decoded = decoder.write(bytes);
    // A byte order mark is not valid JSON.
    const text = read === 0 ? decoded.replace(/^\uFEFF/, '') : decoded;
    for (let from = 0; from < text.length; from += PIECE_CHARACTERS) {
      const tokens = tokensOf(parse, text.slice(from, from + PIECE_CHARACTERS));
      if (tokens === undefined) {
        const reason = `it is not valid JSON after byte ${read + from}; the rest was not read`;
        yield { kind: 'BROKEN', ...reader.open(), reason };
        return;
      }
      for (const token of tokens) {
        const piece = reader.take(token);
        if (piece !== undefined) yield piece;
      }
      if (reader.depth > MAX_DEPTH) {
        const reason = `it nests deeper than ${MAX_DEPTH} levels at byte ${read + from}; the rest was not read`;
        yield { kind: 'BROKEN', ...reader.open(), reason };
        return;
      }
    }
    read += bytes.length;
  }
  if (!reader.isAtEnd) {
    yield {
      kind: 'BROKEN',
      ...reader.open(),
      reason: `the file is truncated at byte ${read}`,
    };
  }
}

/** The tokens of a chunk; `undefined` if the parser finds that it is not JSON. */
function tokensOf(
  parse: ReturnType<typeof jsonParser>,
  text: string,
): readonly Token[] | undefined {
  try {
    const tokens = parse(text);
    return typeof tokens === 'object' && tokens !== null && 'values' in tokens ? tokens.values : [];
  } catch {
    return undefined;
  }
}

/** An open list or object above the rows. */
interface Level {
  readonly isArray: boolean;
  key: string | number;
}

/** Finds the rows among the tokens of the whole file. */
class RowReader {
  readonly #wanted: WantedTables;
  readonly #levels: Level[] = [];
  #builder: RowBuilder | undefined;
  #hasBegun = false;

  constructor(wanted: WantedTables) {
    this.#wanted = wanted;
  }

  /** Whether the document is complete. */
  get isAtEnd(): boolean {
    return this.#hasBegun && this.#levels.length === 0 && this.#builder === undefined;
  }

  /** The current nesting depth within the document. */
  get depth(): number {
    return this.#levels.length + (this.#builder?.depth ?? 0);
  }

  /** The row that is being read, with the fields read so far. */
  open(): { row?: { table: string; number: number; fields: Fields } } {
    if (this.#builder === undefined) return {};
    return { row: { ...this.#place(), fields: this.#builder.fields } };
  }

  take(token: Token): GhostPiece | undefined {
    if (this.#builder !== undefined) return this.#continue(this.#builder, token);
    switch (token.name) {
      case 'keyValue': {
        const level = this.#levels.at(-1);
        if (level !== undefined) level.key = token.value;
        return undefined;
      }
      case 'startObject':
      case 'startArray':
        this.#enter(token);
        return undefined;
      case 'endObject':
      case 'endArray':
        this.#levels.pop();
        return undefined;
      case 'stringChunk':
      case 'endString':
        return undefined;
      default:
        this.#count();
        return undefined;
    }
  }

  #continue(builder: RowBuilder, token: Token): GhostPiece | undefined {
    builder.take(token);
    if (!builder.isDone) return undefined;
    this.#builder = undefined;
    const { fields, excess } = builder;
    return withoutUndefined({ kind: 'ROW', ...this.#place(), fields, excess });
  }

  #enter(token: Token): void {
    this.#count();
    this.#hasBegun = true;
    const fields = this.#wanted[this.#table() ?? ''];
    if (token.name === 'startObject' && fields !== undefined) {
      this.#builder = new RowBuilder(fields);
    } else this.#levels.push({ isArray: token.name === 'startArray', key: -1 });
  }

  /** A value begins; in a list, this increments the current index. */
  #count(): void {
    const level = this.#levels.at(-1);
    if (level?.isArray && typeof level.key === 'number') level.key += 1;
  }

  /** The table at the current path: `db[0].data.posts`, or without `db` in older exports. */
  #table(): string | undefined {
    const keys = this.#levels.map(({ key }) => key);
    const below = keys[0] === 'db' ? keys.slice(2) : keys;
    const [data, table] = below;
    return below.length === 3 && data === 'data' && typeof table === 'string' ? table : undefined;
  }

  #place(): { table: string; number: number } {
    const number = Number(this.#levels.at(-1)?.key ?? 0) + 1;
    return { table: this.#table() ?? '', number };
  }
}
