import { metaOf, type XmlElement } from './xml-element.js';

/** The footnotes of a post as a list; the block editor stores them separately from the text. */
export function footnotesHtml(item: XmlElement): string {
  const notes = metaOf(item, 'footnotes').flatMap(notesIn);
  const items = notes.map(({ id, content }) => `<li id="${id}">${content}</li>`);
  return items.length === 0 ? '' : `<ol>${items.join('')}</ol>`;
}

function notesIn(written: string): { id: string; content: string }[] {
  let notes: unknown;
  try {
    notes = JSON.parse(written);
  } catch {
    // The meta field of another plug-in with the same name.
    return [];
  }
  return (Array.isArray(notes) ? notes : []).filter(isNote);
}

function isNote(note: unknown): note is { id: string; content: string } {
  return (
    typeof note === 'object' &&
    note !== null &&
    'id' in note &&
    typeof note.id === 'string' &&
    /^[\w-]+$/.test(note.id) &&
    'content' in note &&
    typeof note.content === 'string'
  );
}
