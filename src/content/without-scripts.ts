import { Parser } from 'htmlparser2';
import { bareHost } from './bare-host.js';
import { playerOfFilm, playerUrl } from './embedded-player.js';
import { ABSURD_DEPTH, escapeHtml } from './html.js';
import { lateAttributes, lateSource } from './lazy-media.js';
import { safeUrl } from './safe-url.js';

const IS_CONCERNED =
  /<(?:iframe|object|embed|script|noscript)\b|\sdata-(?:lazy|src|original|litespeed|cmp)/i;
/** Elements that hold no paragraph. */
const INLINE: ReadonlySet<string> = new Set(
  `p h1 h2 h3 h4 h5 h6 a span em strong b i u s del ins sub sup small mark q cite font label
  figcaption caption summary dt pre`.split(/\s+/),
);
const MEDIA: ReadonlySet<string> = new Set(['img', 'source', 'video', 'audio']);

/**
 * HTML in which stands what its scripts and plug-ins would show: the pictures that are loaded late,
 * the players of well-known films, and for any other frame a link to it. Still untrusted.
 *
 * Without this nothing would be left of them after sanitising. A frame that nobody sees stays as it
 * is, to be taken away.
 */
export function withoutScripts(html: string, base: URL | undefined): string {
  if (!IS_CONCERNED.test(html)) return html;
  const reader = new ForeignReader(html, base);
  const parser = new Parser({
    onopentag: (name, attributes, isImplied) => {
      if (!isImplied) reader.open(name, attributes, parser.startIndex, parser.endIndex + 1);
      if (reader.depth > ABSURD_DEPTH) parser.pause();
    },
    onclosetag: (name, isImplied) =>
      reader.close(name, isImplied ? undefined : parser.endIndex + 1),
  });
  parser.end(html);
  return reader.depth > ABSURD_DEPTH ? html : reader.rewritten();
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly html: string;
  /** The address that it links to; it is not needed if the text has a link to that. */
  readonly url?: string;
}

interface OpenObject {
  readonly start: number;
  readonly openEnd: number;
  readonly given: Readonly<Record<string, string>>;
  readonly isInline: boolean;
  readonly sources: string[];
}

interface NoScript {
  readonly start: number;
  readonly sources: string[];
  end: number;
}

class ForeignReader {
  depth = 0;
  readonly #html: string;
  readonly #base: URL | undefined;
  readonly #edits: Edit[] = [];
  readonly #linked = new Set<string>();
  readonly #late: { readonly source: string; readonly start: number; readonly end: number }[] = [];
  readonly #noScripts: NoScript[] = [];
  readonly #objects: OpenObject[] = [];
  readonly #frameEnd = /<\/iframe\s*>/gi;
  #isFrameClosed = true;
  #noScript: NoScript | undefined;
  #inline = 0;
  #doneTo = 0;

  constructor(html: string, base: URL | undefined) {
    this.#html = html;
    this.#base = base;
  }

  open(name: string, given: Readonly<Record<string, string>>, start: number, end: number): void {
    this.depth++;
    if (INLINE.has(name)) this.#inline++;
    // What a frame holds is shown by nobody.
    if (start < this.#doneTo) return;
    if (MEDIA.has(name)) this.#media(name, given, start, end);
    else if (name === 'a') this.#linked.add(this.#resolved(given.href) ?? '');
    else if (name === 'iframe') this.#frame(given, start, end);
    else if (name === 'object') this.#openObject(given, start, end);
    else if (name === 'param') this.#param(given);
    else if (name === 'embed') this.#embed(given, start, end);
    else if (name === 'script') this.#script(given, start);
    else if (name === 'noscript') this.#noScript ??= { start, end: start, sources: [] };
  }

  close(name: string, end: number | undefined): void {
    this.depth--;
    if (INLINE.has(name)) this.#inline--;
    if (name === 'object') this.#closeObject(end);
    if (name !== 'noscript' || this.#noScript === undefined) return;
    if (end !== undefined) this.#noScripts.push({ ...this.#noScript, end });
    this.#noScript = undefined;
  }

  rewritten(): string {
    const edits = [
      ...this.#edits.filter(({ url }) => url === undefined || !this.#linked.has(url)),
      ...this.#repetitions(),
    ].toSorted((one, other) => one.start - other.start || other.end - one.end);
    let out = '';
    let from = 0;
    for (const { start, end, html } of edits) {
      if (start < from) continue;
      out += this.#html.slice(from, start) + html;
      from = end;
    }
    return out + this.#html.slice(from);
  }

  #media(name: string, given: Readonly<Record<string, string>>, start: number, end: number): void {
    if (this.#noScript !== undefined) {
      this.#noScript.sources.push(given.src ?? '');
      return;
    }
    const attributes = lateAttributes(given, this.#base);
    if (attributes === undefined) return;
    this.#edits.push({ start, end, html: tagOf(name, attributes) });
    if (name === 'img') this.#late.push({ source: attributes.src ?? '', start, end });
  }

  #frame(given: Readonly<Record<string, string>>, start: number, openEnd: number): void {
    const end = this.#endOfFrame(openEnd);
    this.#doneTo = end;
    this.#noScript?.sources.push(given.src ?? '');
    const late = lateSource(given, this.#base);
    const source = late ?? given.src;
    if (isHidden(given) || source === undefined) return;
    if (late !== undefined) this.#late.push({ source: late, start, end });
    else if (playerUrl(source) !== undefined) return;
    this.#stand(source, given, { start, end, isInline: this.#inline > 0 });
  }

  #openObject(given: Readonly<Record<string, string>>, start: number, openEnd: number): void {
    const sources = given.data === undefined ? [] : [given.data];
    this.#objects.push({ start, openEnd, given, isInline: this.#inline > 0, sources });
  }

  #param({ name = '', value = '' }: Readonly<Record<string, string>>): void {
    if (/^(?:movie|src|url)$/i.test(name)) this.#objects.at(-1)?.sources.push(value);
  }

  #embed(given: Readonly<Record<string, string>>, start: number, end: number): void {
    const object = this.#objects.at(-1);
    if (object !== undefined) object.sources.push(given.src ?? '');
    else if (!isHidden(given)) {
      this.#stand(given.src ?? '', given, { start, end, isInline: this.#inline > 0 });
    }
  }

  /** The player in its place, with what is shown where there is none; a link stands behind that. */
  #closeObject(end: number | undefined): void {
    const object = this.#objects.pop();
    if (object === undefined || isHidden(object.given)) return;
    const { sources, given, start, openEnd, isInline } = object;
    const film = sources.find((source) => playerOf(source) !== undefined);
    if (film !== undefined) this.#stand(film, given, { start, end: end ?? openEnd, isInline });
    else if (sources[0] !== undefined) {
      const behind = end ?? openEnd;
      this.#stand(sources[0], given, { start: behind, end: behind, isInline });
    }
  }

  #script({ src = '' }: Readonly<Record<string, string>>, start: number): void {
    const gist = /^(?:https?:)?\/\/(gist\.github\.com\/[\w-]+\/?\w*)\.js(?:$|[?#])/i.exec(src)?.[1];
    if (gist === undefined) return;
    const place = { start, end: start, isInline: this.#inline > 0 };
    this.#stand(`https://${gist}`, { title: gist }, place);
  }

  /** What is shown in place of something from elsewhere: its player, or a link to it. */
  #stand(
    source: string,
    given: Readonly<Record<string, string>>,
    { start, end, isInline }: { start: number; end: number; isInline: boolean },
  ): void {
    const { title, width, height } = given;
    const player = playerOf(source);
    if (player !== undefined) {
      const told = Object.entries({ title, width, height }).filter(([, value]) => value);
      const html = `${tagOf('iframe', { src: player, ...Object.fromEntries(told) })}</iframe>`;
      this.#edits.push({ start, end, html });
      return;
    }
    const url = this.#resolved(source);
    if (url === undefined) return;
    const words = title?.trim() || given['aria-label']?.trim() || bareHost(url) || url;
    const link = `${tagOf('a', { href: url })}${escapeHtml(words)}</a>`;
    this.#edits.push({ start, end, url, html: isInline ? ` ${link} ` : `<p>${link}</p>` });
  }

  /** Copies for readers without scripts of what stands beside them. */
  #repetitions(): Edit[] {
    const sources = new Set(this.#late.map(({ source }) => source));
    const ends = this.#late.map(({ end }) => this.#skipSpace(end));
    const near = new Set([...ends, ...this.#late.map(({ start }) => start)]);
    return this.#noScripts
      .filter(({ start, end, sources: own }) => {
        if (own.length === 0) return false;
        const isBeside = own.length === 1 && (near.has(start) || near.has(this.#skipSpace(end)));
        return isBeside || own.every((source) => sources.has(source));
      })
      .map(({ start, end }) => ({ start, end, html: '' }));
  }

  #skipSpace(from: number): number {
    let at = from;
    while (/\s/.test(this.#html.charAt(at))) at += 1;
    return at;
  }

  #endOfFrame(openEnd: number): number {
    if (!this.#isFrameClosed) return openEnd;
    this.#frameEnd.lastIndex = openEnd;
    this.#isFrameClosed = this.#frameEnd.test(this.#html);
    return this.#isFrameClosed ? this.#frameEnd.lastIndex : openEnd;
  }

  #resolved(source: string | undefined): string | undefined {
    return source === undefined ? undefined : safeUrl(source, this.#base, 'MEDIA');
  }
}

function playerOf(source: string): string | undefined {
  return playerUrl(source) ?? playerOfFilm(source);
}

/** Such a frame counts readers, or waits for a script. */
function isHidden({
  width,
  height,
  style = '',
  hidden,
}: Readonly<Record<string, string>>): boolean {
  const isNothing = [width, height].some((size) => /^\s*[01](?:px)?\s*$/.test(size ?? ''));
  // A width of nothing with a least width is how charts fit themselves to a telephone.
  const hasLeast = /min-(?:width|height)/i.test(style);
  return isNothing || hidden !== undefined || UNSEEN.test(style) || (!hasLeast && TINY.test(style));
}

const UNSEEN = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const TINY = /(?:^|[;\s])(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|!|$)/i;

function tagOf(name: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeHtml(value)}"`,
  );
  return `<${name}${written.join('')}>`;
}
