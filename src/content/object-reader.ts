import type { Given } from './lazy-media.js';
import { type Foreign, isHidden, type Place, playerOf } from './stand-in.js';

interface OpenObject {
  readonly given: Given;
  readonly place: Place;
  /** The addresses of what it shows, in each of the ways in which plug-ins are told. */
  readonly sources: string[];
}

/** Reads what plug-ins show: `<object>` with its `<param>` and `<embed>`, or `<embed>` alone. */
export class ObjectReader {
  readonly #open: OpenObject[] = [];

  /** An object begins. */
  open(given: Given, place: Place): void {
    const sources = given.data === undefined ? [] : [given.data];
    this.#open.push({ given, place, sources });
  }

  /** A setting of the object around it, which may be an address. */
  param({ name = '', value = '' }: Given): void {
    if (/^(?:movie|src|url)$/i.test(name)) this.#open.at(-1)?.sources.push(value);
  }

  /** What it shows, unless it is another way of writing what the object around it shows. */
  embed(given: Given, place: Place): Foreign | undefined {
    const source = given.src ?? '';
    const object = this.#open.at(-1);
    object?.sources.push(source);
    return object !== undefined || isHidden(given) ? undefined : { source, given, place };
  }

  /**
   * What the object shows that ends here: a player in its place, for anything else a link behind
   * it, since what it holds is shown where there is no plug-in.
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
