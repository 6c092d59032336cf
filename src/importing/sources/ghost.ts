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
 * Reads the file twice (what a post belongs to may stand behind it), so that `onBytes` is told
 * twice its size. Holds one post at a time, and some ids for each. Throws `SourceUnreadable` if the
 * file is no such export; one that ends in the middle gives what is whole and one `FAILED`.
 */
export async function* ghostSource(input: GhostInput): AsyncGenerator<SourceRecord> {
  const register = await readRegister(input);
  if (register.tables.size === 0) {
    throw new SourceUnreadable(
      input.name ?? input.path,
      'expected a Ghost export, found no table of one in it. In Ghost, Settings → Import/Export → Export makes a file that can be imported.',
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
