import type { Given } from './lazy-media.js';
import { type Foreign, isHidden, type Place, playerOf } from './stand-in.js';

interface OpenObject {
  readonly given: Given;
  readonly place: Place;
  /** The addresses of its content, from `data`, `<param>` and `<embed>`. */
  readonly sources: string[];
}

/** Reads plug-in content: `<object>` with its `<param>` and `<embed>`, or `<embed>` alone. */
export class ObjectReader {
  readonly #open: OpenObject[] = [];

  /** An `<object>` begins. */
  open(given: Given, place: Place): void {
    const sources = given.data === undefined ? [] : [given.data];
    this.#open.push({ given, place, sources });
  }

  /** A `<param>` of the open `<object>`, which may hold an address. */
  param({ name = '', value = '' }: Given): void {
    if (/^(?:movie|src|url)$/i.test(name)) this.#open.at(-1)?.sources.push(value);
  }

  /**
   * The content of an `<embed>`; `undefined` inside an `<object>`, where it repeats the same
   * content.
   */
  embed(given: Given, place: Place): Foreign | undefined {
    const source = given.src ?? '';
    const object = this.#open.at(-1);
    object?.sources.push(source);
    return object !== undefined || isHidden(given) ? undefined : { source, given, place };
  }

  /**
   * The content of the `<object>` that ends here. A known video's player replaces the element. For
   * any other content a link follows the element, because browsers without the plug-in show its
   * children.
   */
  close(end: number | undefined): Foreign | undefined {
    const object = this.#open.pop();
    if (object === undefined || isHidden(object.given)) return undefined;
    const { sources, given, place } = object;
    const film = sources.find((source) => playerOf(source) !== undefined);
    const source = film ?? sources[0];
    const behind = end ?? place.end;
    const start = film === undefined ? behind : place.start;
    return source === undefined
      ? undefined
      : { source, given, place: { ...place, start, end: behind } };
  }
}
