import { escapeHtml } from '../../../content/html.js';
import { BrokenRecord } from '../broken-record.js';
import { linkHtml, wrapped } from '../html.js';
import { type Fields, isObject } from '../parsed-object.js';
import { objectsOf, textOf } from './fields.js';
import { type Rendered, Rendering } from './rendering.js';

/** Lexical's format bits of a text, innermost element first. */
const FORMATS: readonly (readonly [bit: number, tag: string])[] = [
  [16, 'code'],
  [32, 'sub'],
  [64, 'sup'],
  [128, 'mark'],
  [8, 'u'],
  [4, 's'],
  [2, 'em'],
  [1, 'strong'],
];

/**
 * Renders a Lexical document, the editor format of Ghost 5 and 6, as HTML.
 *
 * Ghost's own renderer needs a newer Node and a full DOM, while the format is public and small.
 * Throws `BrokenRecord` if it is not a Lexical document.
 */
export function lexicalHtml(document: unknown): Rendered {
  const root = isObject(document) ? document.root : undefined;
  if (!isObject(root) || !Array.isArray(root.children)) {
    throw new BrokenRecord('expected a "root" with "children" in its Lexical text, found none');
  }
  const rendering = new Rendering();
  const html = childrenHtml(root, rendering, '\n');
  return { html, isWhole: rendering.isWhole };
}

function childrenHtml(node: Fields, rendering: Rendering, between = ''): string {
  return rendering.within(() =>
    objectsOf(node.children)
      .map((child) => nodeHtml(child, rendering))
      .filter((html) => html !== '')
      .join(between),
  );
}

function nodeHtml(node: Fields, rendering: Rendering): string {
  const type = textOf(node, 'type');
  switch (type) {
    case 'text':
    case 'extended-text':
    case 'tk':
      return textHtml(node);
    case 'linebreak':
      return '<br>';
    case 'tab':
      return '\t';
    case 'paragraph':
      return wrapped('p', childrenHtml(node, rendering));
    case 'heading':
    case 'extended-heading':
      return wrapped(headingTag(node), childrenHtml(node, rendering));
    case 'quote':
    case 'extended-quote':
    case 'aside':
      return wrapped('blockquote', childrenHtml(node, rendering));
    case 'link':
    case 'autolink':
    case 'at-link':
      return linkHtml(textOf(node, 'url'), childrenHtml(node, rendering));
    case 'list':
      return listHtml(node, rendering);
    case 'root':
    case 'listitem':
      return childrenHtml(node, rendering);
    default:
      return otherHtml(type, node, rendering);
  }
}

/** A card; of an unknown node with children, its text. */
function otherHtml(type: string, node: Fields, rendering: Rendering): string {
  if (!Array.isArray(node.children)) return rendering.card(type, node);
  rendering.isWhole = false;
  return wrapped('p', childrenHtml(node, rendering));
}

function textHtml(node: Fields): string {
  const text = typeof node.text === 'string' ? escapeHtml(node.text) : '';
  const bits = typeof node.format === 'number' ? node.format : 0;
  return FORMATS.reduce(
    (html, [bit, tag]) => ((bits & bit) === 0 ? html : wrapped(tag, html)),
    text,
  );
}

function headingTag(node: Fields): string {
  const tag = textOf(node, 'tag').toLowerCase();
  return /^h[1-6]$/.test(tag) ? tag : 'h2';
}

/** Lexical stores a nested list in an item of its own after the item that it belongs to. */
function listHtml(list: Fields, rendering: Rendering): string {
  const isNumbered = list.listType === 'number' || list.tag === 'ol';
  const items: string[] = [];
  for (const item of objectsOf(list.children)) {
    const [first] = objectsOf(item.children);
    const html = childrenHtml(item, rendering);
    if (first?.type === 'list' && items.length > 0) items.push(`${items.pop()}${html}`);
    else items.push(html);
  }
  const inside = items.map((html) => `<li>${html}</li>`).join('');
  const start = Number(list.start);
  const from = isNumbered && Number.isInteger(start) && start !== 1 ? ` start="${start}"` : '';
  return isNumbered ? `<ol${from}>${inside}</ol>` : `<ul>${inside}</ul>`;
}
