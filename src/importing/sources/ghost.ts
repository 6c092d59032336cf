import type { SourceRecord } from '../../publishing/entry.js';
import { withoutUndefined } from '../absence.js';
import { SourceUnreadable } from '../source-unreadable.js';
import { POST_FIELDS, recordOf, titleOf } from './ghost/article.js';
import { type GhostRegister, readRegister } from './ghost/register.js';
import { type GhostInput, type GhostPiece, rowsOf } from './ghost/rows.js';

/**
 * The records of a Ghost export (JSON of versions 0 to 6): the site, its authors and topics, then
 * the posts in the order of the file.
 *
 * Reads the file twice, because the data of a post may come after it; `onBytes` therefore reports
 * twice the size of the file. Holds one post in memory, and some ids for each. Throws
 * `SourceUnreadable` if the file is not a Ghost export. A truncated file yields its complete
 * records and one `FAILED` record.
 */
export async function* ghostSource(input: GhostInput): AsyncGenerator<SourceRecord> {
  const register = await readRegister(input);
  if (register.tables.size === 0) {
    throw new SourceUnreadable(
      input.name ?? input.path,
      'expected a Ghost export, found none of its tables. In Ghost, Settings → Import/Export → Export creates a file that can be imported.',
    );
  }
  yield { kind: 'SITE', ...register.site.entry() };
  for (const author of register.authors) yield { kind: 'AUTHOR', ...author };
  for (const topic of register.topics) yield { kind: 'TOPIC', ...topic };
  for await (const piece of rowsOf(input, { posts: POST_FIELDS })) {
    yield recordFrom(piece, register);
  }
}

function recordFrom(piece: GhostPiece, register: GhostRegister): SourceRecord {
  if (piece.kind === 'BROKEN') {
    const { row, reason } = piece;
    const title = row === undefined ? '' : titleOf(row.fields);
    const place = row === undefined ? 'the file' : `post ${row.number}`;
    return withoutUndefined({ kind: 'FAILED', place, title: title || undefined, reason });
  }
  return recordOf(piece, register);
}

/** Whether the beginning of a JSON file is that of a Ghost export. */
export function looksLikeGhost(head: string): boolean {
  const text = head.replace(/^\uFEFF/, '');
  if (/^\s*\{\s*"db"\s*:\s*\[/.test(text)) return true;
  return /^\s*\{\s*"(?:meta|data)"\s*:\s*\{/.test(text) && /"exported_on"\s*:/.test(text);
}
