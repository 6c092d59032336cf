import { Marked } from 'marked';
import { escapeHtml } from '../../../content/html.js';
import { withoutUndefined } from '../../absence.js';
import { codeHtml, figureHtml, figureOf, linkParagraph, standingAlone, wrapped } from '../html.js';

/** What stands in a mark of a template behind its name. */
export interface Arguments {
  /** By lower-case name. */
  readonly named: Readonly<Record<string, string>>;
  readonly values: readonly string[];
}

const ARGUMENT =
  /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|(\S+))|"([^"]*)"|'([^']*)'|(\S+)/g;
const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|[?#])/i;

/** Reads `src="a.png" wide 3`. */
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

/** The figure that a mark describes, whatever its generator calls the parts; none without file. */
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

/** Characters of a caption that is taken for Markdown. */
const LONGEST_CAPTION = 5000;

/** The Markdown of a line as HTML; a longer text, which no caption is, as it stands. */
function inlineHtml(markdown: string): string {
  const line = markdown.trim().replace(/\s+/g, ' ');
  if (line.length > LONGEST_CAPTION) return escapeHtml(line);
  return new Marked({ gfm: true }).parseInline(line, { async: false });
}

const BOXES = /^(?:notice|admonition|callout|alert|hint|details|expand|collapse|tab|tabitem)$/;

/** The title that a mark puts above what it encloses; of a notice, the kind stands before it. */
export function titleMark(name: string, { named, values }: Arguments): string | undefined {
  if (!BOXES.test(name.toLowerCase())) return undefined;
  const isKindFirst = /^(?:notice|admonition)$/i.test(name);
  const place = /^(?:callout|alert|hint)$/i.test(name) ? undefined : values[isKindFirst ? 1 : 0];
  return titleHtml(named.title ?? named.header ?? named.name ?? named.label ?? place ?? '');
}

/** A title above a part of the text, if it has one. */
export function titleHtml(title: string): string | undefined {
  if (title.trim() === '') return undefined;
  return standingAlone(wrapped('p', wrapped('strong', inlineHtml(title))));
}

/** The film, post or snippet elsewhere that a mark names: a player, or a link. */
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

/** Code as Markdown fences it, whatever it holds. */
export function fenced(code: string, language: string): string {
  return `\n~~~~~~ ${language}\n${code.replace(/^\n/, '').trimEnd()}\n~~~~~~\n`;
}

/** The same as HTML, of which no mark of a template is obeyed. */
export function literalCode(code: string): string {
  return codeHtml(literal(code.replace(/^\n/, '').trimEnd()), '');
}

/** A mark that is shown and not obeyed. */
export function literal(mark: string): string {
  return escapeHtml(mark).replace(/[{%]/g, (one) => `&#${one.charCodeAt(0)};`);
}

function filmId(written: string): string {
  return /(?:v=|be\/|embed\/|video\/|vimeo\.com\/)([\w-]+)/.exec(written)?.[1] ?? written;
}

function framePlayer(url: string): string {
  return standingAlone(figureOf(`<iframe src="${escapeHtml(url)}"></iframe>`));
}
