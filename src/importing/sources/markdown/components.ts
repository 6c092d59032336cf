import { escapeHtml } from '../../../content/html.js';
import { embedMark, figureMark, titleHtml } from './marks.js';

/** A tag with plain text attributes. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly isClosing: boolean;
  readonly isClosed: boolean;
}

const PICTURE = /^(?:\w*(?:Image|Img|Picture|Figure|Photo)|Zoom)$/;
const PLAYER =
  /^(?:Lite)?(?:YouTube|Youtube|Vimeo|Tweet|Twitter|X|Instagram|Gist)(?:Embed|Video|Player)?$/;
const ID_KEYS = ['id', 'videoid', 'youtubeid', 'tweetid', 'gistid', 'url', 'src', 'link'] as const;

/** The HTML of an MDX component, recognised by common names; `undefined` for others. */
export function componentHtml({ name, attributes, isClosing }: Tag): string | undefined {
  if (name === 'Link' || name === 'NavLink') return linkTag(attributes, isClosing);
  if (isClosing || !/^[A-Z]/.test(name)) return undefined;
  const named = lowerKeys(attributes);
  if (PICTURE.test(name)) return figureMark({ named: { ...named, title: '' }, values: [] });
  // Tabs are shown one below the other, so each gets its label as a title.
  if (name === 'TabItem' || name === 'Tab') return titleHtml(named.label ?? named.title ?? '');
  if (!PLAYER.test(name)) return undefined;
  const id = ID_KEYS.map((key) => named[key] ?? '').find((each) => each !== '');
  return id === undefined ? undefined : embedMark(name, { named: { ...named, id }, values: [id] });
}

function linkTag(attributes: Tag['attributes'], isClosing: boolean): string {
  if (isClosing) return '</a>';
  return `<a href="${escapeHtml(attributes.href ?? attributes.to ?? '')}">`;
}

function lowerKeys(attributes: Tag['attributes']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(attributes).map(([key, text]) => [key.toLowerCase(), text]),
  );
}
