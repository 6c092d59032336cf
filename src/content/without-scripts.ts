import { Parser } from 'htmlparser2';
import { playerUrl } from './embedded-player.js';
import { ABSURD_DEPTH } from './html.js';
import { type Given, lateAttributes, lateSource } from './lazy-media.js';
import { NoScriptReader, type Range } from './no-script-reader.js';
import { ObjectReader } from './object-reader.js';
import { safeUrl } from './safe-url.js';
import { type Foreign, isHidden, type Place, type StandIn, standIn, tagOf } from './stand-in.js';

const IS_CONCERNED =
  /<(?:iframe|object|embed|script|noscript)\b|\sdata-(?:lazy|src|original|litespeed|cmp)/i;
/** Elements that may not contain a paragraph. */
const INLINE: ReadonlySet<string> = new Set(
  `p h1 h2 h3 h4 h5 h6 a span em strong b i u s del ins sub sup small mark q cite font label
  figcaption caption summary dt pre`.split(/\s+/),
);
const MEDIA: ReadonlySet<string> = new Set(['img', 'source', 'video', 'audio']);

/**
 * Replaces what needs a script or a plug-in by plain HTML: lazily loaded pictures, the players of
 * known videos, and a link for any other frame. The result is still untrusted.
 *
 * Sanitising would otherwise remove all of these. Invisible frames are not changed, so that
 * sanitising removes them. A text that nests deeper than `ABSURD_DEPTH` is returned unchanged.
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

interface Edit extends Range, StandIn {}

/** Finds what needs a script or a plug-in, and collects the replacements. */
class ForeignReader {
  depth = 0;
  readonly #html: string;
  readonly #base: URL | undefined;
  readonly #edits: Edit[] = [];
  readonly #linked = new Set<string>();
  readonly #objects = new ObjectReader();
  readonly #noScripts: NoScriptReader;
  readonly #frameEnd = /<\/iframe\s*>/gi;
  #isFrameClosed = true;
  #inline = 0;
  #doneTo = 0;

  constructor(html: string, base: URL | undefined) {
    this.#html = html;
    this.#base = base;
    this.#noScripts = new NoScriptReader(html);
  }

  open(name: string, given: Given, start: number, end: number): void {
    this.depth++;
    if (INLINE.has(name)) this.#inline++;
    // The content of a frame is never shown.
    if (start < this.#doneTo) return;
    const place = { start, end, isInline: this.#inline > 0 };
    if (MEDIA.has(name)) this.#media(name, given, place);
    else if (name === 'a') this.#linked.add(safeUrl(given.href ?? '', this.#base, 'MEDIA') ?? '');
    else if (name === 'iframe') this.#frame(given, place);
    else if (name === 'object') this.#objects.open(given, place);
    else if (name === 'param') this.#objects.param(given);
    else if (name === 'embed') this.#show(this.#objects.embed(given, place));
    else if (name === 'script') this.#show(gistOf(given, place));
    else if (name === 'noscript') this.#noScripts.open(start);
  }

  close(name: string, end: number | undefined): void {
    this.depth--;
    if (INLINE.has(name)) this.#inline--;
    if (name === 'object') this.#show(this.#objects.close(end));
    if (name === 'noscript') this.#noScripts.close(end);
  }

  rewritten(): string {
    const edits = [
      ...this.#edits.filter(({ url }) => url === undefined || !this.#linked.has(url)),
      ...this.#noScripts.repetitions().map(({ start, end }) => ({ start, end, html: '' })),
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

  #media(name: string, given: Given, place: Place): void {
    this.#noScripts.hold(given.src ?? '');
    const attributes = this.#noScripts.isOpen ? undefined : lateAttributes(given, this.#base);
    if (attributes === undefined) return;
    this.#edits.push({ ...place, html: tagOf(name, attributes) });
    if (name === 'img') this.#noScripts.noteLate(attributes.src ?? '', place);
  }

  #frame(given: Given, tag: Place): void {
    this.#doneTo = this.#endOfFrame(tag.end);
    this.#noScripts.hold(given.src ?? '');
    const place = { ...tag, end: this.#doneTo };
    const late = lateSource(given, this.#base);
    const source = late ?? given.src;
    if (isHidden(given) || source === undefined) return;
    if (late !== undefined) this.#noScripts.noteLate(late, place);
    else if (playerUrl(source) !== undefined) return;
    this.#show({ source, given, place });
  }

  #show(foreign: Foreign | undefined): void {
    const shown = foreign && standIn(foreign, this.#base);
    if (foreign && shown) this.#edits.push({ ...foreign.place, ...shown });
  }

  /**
   * A frame without an end tag ends with its opening tag. Once no end tag is found, the text is not
   * searched again, which keeps the time linear.
   */
  #endOfFrame(openEnd: number): number {
    if (!this.#isFrameClosed) return openEnd;
    this.#frameEnd.lastIndex = openEnd;
    this.#isFrameClosed = this.#frameEnd.test(this.#html);
    return this.#isFrameClosed ? this.#frameEnd.lastIndex : openEnd;
  }
}

/** The page of a GitHub gist that a script would show at this place. */
function gistOf({ src = '' }: Given, place: Place): Foreign | undefined {
  const gist = /^(?:https?:)?\/\/(gist\.github\.com\/[\w-]+\/?\w*)\.js(?:$|[?#])/i.exec(src)?.[1];
  if (gist === undefined) return undefined;
  const before = { ...place, end: place.start };
  return { source: `https://${gist}`, given: { title: gist }, place: before };
}
