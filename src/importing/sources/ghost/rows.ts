import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { jsonParser, type Token } from 'stream-json/core/parser.js';
import { withoutUndefined } from '../../absence.js';
import type { Fields } from '../parsed-object.js';
import { RowBuilder } from './row-builder.js';

/** A Ghost export on disk. */
export interface GhostInput {
  readonly path: string;
  /** What messages to people call it; the path if absent. */
  readonly name?: string;
  /** Told of every piece read. */
  readonly onBytes?: (bytes: number) => void;
}

/** The fields that are wanted of the tables that are wanted, by the table's name. */
export type WantedTables = Readonly<Record<string, ReadonlySet<string>>>;

/** A row of a table, or where the file broke. */
export type GhostPiece =
  | {
      readonly kind: 'ROW';
      readonly table: string;
      /** Within its table, from 1. */
      readonly number: number;
      readonly fields: Fields;
      /** Why fields are missing: all of them together are too long. */
      readonly excess?: string;
    }
  | {
      readonly kind: 'BROKEN';
      /** The row that was being read, if it was one. */
      readonly row?: { readonly table: string; readonly number: number; readonly fields: Fields };
      readonly reason: string;
    };

/** Lists and objects within each other; the parser keeps all that are open. */
const MAX_DEPTH = 10_000;

/** Characters that go to the parser at once; a broken one takes those before it in them along. */
const PIECE_CHARACTERS = 16 * 1024;

/**
 * The rows of the wanted tables, in the order of the file, one at a time.
 *
 * What is not wanted is passed over without being kept, so a text of any length costs nothing. A
 * file that ends in the middle, or is no JSON from somewhere on, gives what was whole and one
 * `BROKEN`.
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
    // A byte order mark is none of JSON's characters.
    const text = read === 0 ? decoded.replace(/^\uFEFF/, '') : decoded;
    for (let from = 0; from < text.length; from += PIECE_CHARACTERS) {
      const tokens = tokensOf(parse, text.slice(from, from + PIECE_CHARACTERS));
      if (tokens === undefined) {
        const reason = `it is no JSON behind byte ${read + from}; nothing behind that was read`;
        yield { kind: 'BROKEN', ...reader.open(), reason };
        return;
      }
      for (const token of tokens) {
        const piece = reader.take(token);
        if (piece !== undefined) yield piece;
      }
      if (reader.depth > MAX_DEPTH) {
        const reason = `it nests deeper than ${MAX_DEPTH} levels at byte ${read + from}; nothing behind that was read`;
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
      reason: `the file ends in the middle, at byte ${read}`,
    };
  }
}

/** The tokens of a piece; none at all if the parser finds that it is no JSON. */
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

/** A container that is open above the rows. */
interface Level {
  readonly isArray: boolean;
  key: string | number;
}

/** Finds rows among the tokens of the whole file. */
class RowReader {
  readonly #wanted: WantedTables;
  readonly #levels: Level[] = [];
  #builder: RowBuilder | undefined;
  #hasBegun = false;

  constructor(wanted: WantedTables) {
    this.#wanted = wanted;
  }

  /** Whether the document is whole. */
  get isAtEnd(): boolean {
    return this.#hasBegun && this.#levels.length === 0 && this.#builder === undefined;
  }

  /** How deep what is being read lies in the document. */
  get depth(): number {
    return this.#levels.length + (this.#builder?.depth ?? 0);
  }

  /** The row that is being read, as far as it came. */
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

  /** One more value begins; in an array that moves its index on. */
  #count(): void {
    const level = this.#levels.at(-1);
    if (level?.isArray && typeof level.key === 'number') level.key += 1;
  }

  /** The table whose rows stand here: `db[0].data.posts`, or without the `db` in older exports. */
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
