import { escapeHtml } from '../../../content/html.js';
import { BrokenRecord } from '../broken-record.js';
import { figureOf, wrapped } from '../html.js';
import { isObject } from '../parsed-object.js';
import { listOf, textOf } from './fields.js';
import { imageTag } from './html.js';
import { type Rendered, Rendering } from './rendering.js';

/** The numbers of section and marker types in the format. */
const MARKUP_SECTION = 1;
const IMAGE_SECTION = 2;
const LIST_SECTION = 3;
const CARD_SECTION = 10;
const ATOM_MARKER = 1;

const SECTION_TAGS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'aside']);

/** The lists that sections refer to by index. */
interface Document {
  readonly markups: readonly unknown[];
  readonly atoms: readonly unknown[];
  readonly cards: readonly unknown[];
  readonly sections: readonly unknown[];
}

/**
 * Renders a Mobiledoc document (0.2 and 0.3), the editor format of Ghost 1 to 4, as HTML.
 *
 * Ghost's own renderer needs a newer Node. Throws `BrokenRecord` if it is not such a document.
 */
export function mobiledocHtml(written: unknown): Rendered {
  const document = documentOf(written);
  const rendering = new Rendering();
  const html = document.sections
    .map((section) => sectionHtml(listOf(section), document, rendering))
    .filter((one) => one !== '')
    .join('\n');
  return { html, isWhole: rendering.isWhole };
}

function documentOf(written: unknown): Document {
  if (!isObject(written) || !Array.isArray(written.sections)) {
    throw new BrokenRecord('expected "sections" in its Mobiledoc text, found none');
  }
  const { markups, atoms, cards, sections } = written;
  const [oldMarkups, oldSections] = sections;
  // Version 0.2 stores markups next to the sections, and cards inside them.
  const isOld = textOf(written, 'version').startsWith('0.2');
  return isOld
    ? { markups: listOf(oldMarkups), atoms: [], cards: [], sections: listOf(oldSections) }
    : { markups: listOf(markups), atoms: listOf(atoms), cards: listOf(cards), sections };
}

function sectionHtml(
  section: readonly unknown[],
  document: Document,
  rendering: Rendering,
): string {
  const [kind, second, third] = section;
  switch (kind) {
    case MARKUP_SECTION: {
      const tag = SECTION_TAGS.has(String(second)) ? String(second) : 'p';
      const isAside = tag === 'aside' || second === 'pull-quote';
      return wrapped(isAside ? 'blockquote' : tag, markersHtml(third, document, rendering));
    }
    case IMAGE_SECTION:
      return figureOf(imageTag({ src: second }));
    case LIST_SECTION: {
      const tag = second === 'ol' ? 'ol' : 'ul';
      const items = listOf(third).map((item) => markersHtml(item, document, rendering));
      return wrapped(tag, items.map((item) => `<li>${item}</li>`).join(''));
    }
    case CARD_SECTION: {
      const [name, payload] =
        typeof second === 'string' ? [second, third] : pairAt(document.cards, second);
      return rendering.card(name, isObject(payload) ? payload : {});
    }
    default:
      throw new BrokenRecord(`its Mobiledoc text has a section of the unknown kind ${shown(kind)}`);
  }
}

/** A marker opens markups before its text, and closes the innermost ones after it. */
function markersHtml(markers: unknown, document: Document, rendering: Rendering): string {
  const open: string[] = [];
  let html = '';
  for (const marker of listOf(markers)) {
    // In 0.2 all markers are texts, and have no type.
    const parts = listOf(marker);
    const [kind, opened, closed, value] = parts.length === 3 ? [0, ...parts] : parts;
    for (const index of listOf(opened)) {
      const [tag, attributes] = pairAt(document.markups, index);
      open.push(tag);
      html += openTag(tag, attributes);
    }
    html +=
      kind === ATOM_MARKER ? atomHtml(document, value, rendering) : escapeHtml(String(value ?? ''));
    for (let count = Number(closed); count > 0 && open.length > 0; count--)
      html += `</${open.pop()}>`;
  }
  while (open.length > 0) html += `</${open.pop()}>`;
  return html;
}

function openTag(tag: string, attributes: unknown): string {
  const values = listOf(attributes);
  const written = values.flatMap((name, at) =>
    at % 2 === 0 ? [` ${name}="${escapeHtml(String(values[at + 1] ?? ''))}"`] : [],
  );
  return `<${tag}${written.filter((one) => /^ (?:href|title|rel)=/.test(one)).join('')}>`;
}

/** Ghost has one atom, a line break; of an unknown atom, the text is used. */
function atomHtml(document: Document, index: unknown, rendering: Rendering): string {
  const [name, text] = pairAt(document.atoms, index);
  if (name === 'soft-return') return '<br>';
  rendering.isWhole = false;
  return escapeHtml(String(text ?? ''));
}

/** The name and the value of the list entry that a section refers to. */
function pairAt(list: readonly unknown[], index: unknown): [name: string, value: unknown] {
  const entry = typeof index === 'number' ? list[index] : undefined;
  const [name, value] = listOf(entry);
  if (typeof name !== 'string' || !/^[a-z][\w-]*$/i.test(name)) {
    throw new BrokenRecord(`its Mobiledoc text refers to ${shown(index)}, which does not exist`);
  }
  return [name, value];
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 40);
}
