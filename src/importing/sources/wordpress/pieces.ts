import { reasonOf } from '../../../errors.js';
import { SourceUnreadable } from '../../source-unreadable.js';
import { refusedEntity } from '../feed/entities.js';
import { type XmlPiece, XmlReader } from './xml-reader.js';
import { type XmlInput, xmlText } from './xml-text.js';

/**
 * The children of an export's `<channel>`, one at a time, in the order of the file.
 *
 * Throws `SourceUnreadable` before the first piece if the file is not a WordPress export, or
 * declares entities. A file that breaks later ends with a `BROKEN` piece.
 */
export async function* piecesOf(input: XmlInput): AsyncGenerator<XmlPiece> {
  const name = input.name ?? input.path;
  const reader = new XmlReader();
  let failure: string | undefined;
  try {
    for await (const text of xmlText(input)) {
      const pieces = reader.write(text);
      refuseOthers(name, reader);
      yield* pieces;
      if (reader.isStuck) break;
    }
  } catch (error) {
    // If nothing was parsed yet, the source itself is unreadable, not an item.
    if (error instanceof SourceUnreadable || !reader.isExport) throw error;
    failure = `the file cannot be read further (${reasonOf(error)})`;
  }
  if (reader.rootName === undefined) {
    throw notAnExport(name, reader.isStuck ? 'a declaration without an end' : 'no XML element');
  }
  yield* reader.end(failure);
}

function refuseOthers(name: string, reader: XmlReader): void {
  if (reader.rootName === undefined) return;
  const refusal = refusedEntity(reader.prolog);
  if (refusal !== undefined) throw new SourceUnreadable(name, refusal);
  if (reader.isExport) return;
  const found = reader.rootName === 'rss' ? 'an RSS feed' : `an XML file with <${reader.rootName}>`;
  throw notAnExport(name, found);
}

function notAnExport(name: string, found: string): SourceUnreadable {
  return new SourceUnreadable(
    name,
    `expected a WordPress export (<rss> with the namespace "wp"), found ${found}. In WordPress, Tools → Export → All content creates one.`,
  );
}
