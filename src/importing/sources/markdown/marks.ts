import { Marked } from 'marked';
import { escapeHtml } from '../../../content/html.js';
import { withoutUndefined } from '../../absence.js';
import { codeHtml, figureHtml, figureOf, linkParagraph, standingAlone, wrapped } from '../html.js';

/** The arguments of a shortcode or tag. */
export interface Arguments {
  /** Named arguments, by lower-case name. */
  readonly named: Readonly<Record<string, string>>;
  readonly values: readonly string[];
}

const ARGUMENT =
  /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|(\S+))|"([^"]*)"|'([^']*)'|(\S+)/g;
const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|[?#])/i;

/** Parses arguments such as `src="a.png" wide 3`. */
export function argumentsOf(written: string): Arguments {
  const named: Record<string, string> = {};
  const values: string[] = [];
  for (const [, name, ...texts] of written.matchAll(ARGUMENT)) {
    const text = texts.find((each) => each !== undefined) ?? '';
    if (name === undefined) values.push(text);
    else named[name.toLowerCase()] = text;
  }
  return { named, values };
}

/** The figure for a shortcode or tag, under common argument names; `undefined` without a file. */
export function figureMark({ named, values }: Arguments): string | undefined {
  const url =
    ['src', 'url', 'image_path', 'image', 'path', 'file', 'img', 'filename']
      .map((key) => named[key] ?? '')
      .find((each) => each !== '') ?? values.find((each) => PICTURE.test(each));
  if (url === undefined) return undefined;
  const {
    alt = '',
    caption = named.title ?? '',
    attr = named.credit ?? named.attribution ?? '',
  } = named;
  const picture = withoutUndefined({ url, alt, credit: attr || undefined });
  return standingAlone(figureHtml(picture, inlineHtml(caption), named.link));
}

/** Maximum length of a caption that is parsed as Markdown. */
const MAX_CAPTION = 5000;

/** Renders a line of Markdown as HTML; a longer text is only escaped. */
function inlineHtml(markdown: string): string {
  const line = markdown.trim().replace(/\s+/g, ' ');
  if (line.length > MAX_CAPTION) return escapeHtml(line);
  return new Marked({ gfm: true }).parseInline(line, { async: false });
}

const BOXES = /^(?:notice|admonition|callout|alert|hint|details|expand|collapse|tab|tabitem)$/;

/** The title of a box; for some names, the first positional argument is the kind of the box. */
export function titleMark(name: string, { named, values }: Arguments): string | undefined {
  if (!BOXES.test(name.toLowerCase())) return undefined;
  const isKindFirst = /^(?:notice|admonition)$/i.test(name);
  const place = /^(?:callout|alert|hint)$/i.test(name) ? undefined : values[isKindFirst ? 1 : 0];
  return titleHtml(named.title ?? named.header ?? named.name ?? named.label ?? place ?? '');
}

/** A title for a part of the text, as a bold paragraph; `undefined` if it is empty. */
export function titleHtml(title: string): string | undefined {
  if (title.trim() === '') return undefined;
  return standingAlone(wrapped('p', wrapped('strong', inlineHtml(title))));
}

/** The video, post or snippet that a shortcode or tag embeds, as a player or a link. */
export function embedMark(name: string, { named, values }: Arguments): string | undefined {
  const id = named.id ?? named.video_id ?? values[0] ?? '';
  const [first = '', second = ''] = values;
  switch (/youtube|vimeo|tweet|twitter|^x$|instagram|gist/.exec(name.toLowerCase())?.[0]) {
    case 'youtube':
      return framePlayer(`https://www.youtube.com/embed/${filmId(id)}`);
    case 'vimeo':
      return framePlayer(`https://player.vimeo.com/video/${filmId(id)}`);
    case 'tweet':
    case 'twitter':
    case 'x':
      return linkParagraph(`https://twitter.com/${named.user ?? 'i'}/status/${id}`);
    case 'instagram':
      return linkParagraph(`https://www.instagram.com/p/${id}/`);
    case 'gist':
      return linkParagraph(`https://gist.github.com/${[first, second].filter(Boolean).join('/')}`);
    default:
      return undefined;
  }
}

/** Code as a Markdown fence of tildes, which code rarely contains. */
export function fenced(code: string, language: string): string {
  return `\n~~~~~~ ${language}\n${code.replace(/^\n/, '').trimEnd()}\n~~~~~~\n`;
}

/** The same as HTML, with template syntax escaped. */
export function literalCode(code: string): string {
  return codeHtml(literal(code.replace(/^\n/, '').trimEnd()), '');
}

/** Escapes template syntax, so that it is shown as text and not processed. */
export function literal(mark: string): string {
  return escapeHtml(mark).replace(/[{%]/g, (one) => `&#${one.charCodeAt(0)};`);
}

function filmId(written: string): string {
  return /(?:v=|be\/|embed\/|video\/|vimeo\.com\/)([\w-]+)/.exec(written)?.[1] ?? written;
}

function framePlayer(url: string): string {
  return standingAlone(figureOf(`<iframe src="${escapeHtml(url)}"></iframe>`));
}
