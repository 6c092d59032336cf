import { DigestTable } from '../../../structures/digest-table.js';
import { Integers } from '../integers.js';

/** Which of the few (tags, authors) belong to each of the many (posts), in some 60 bytes a post. */
export class Relation {
  /** Where the last link of a post stands in the lists below. */
  readonly #last = new DigestTable();
  readonly #numbers = new Map<string, number>();
  readonly #ids: string[] = [];
  /** Of each link: the number of its id, its place in the order, and the link before it. */
  readonly #linked = new Integers();
  readonly #orders = new Integers();
  readonly #before = new Integers();

  /** Links an id to a post; without an order it goes behind those that are there. */
  add(post: string, id: string, order: number | undefined): void {
    const link = this.#linked.length;
    this.#linked.push(this.#numberOf(id));
    this.#orders.push(order ?? link);
    this.#before.push(this.#last.get(post) ?? NONE);
    this.#last.set(post, link);
  }

  /** What belongs to a post, in its order. */
  idsOf(post: string): readonly string[] {
    const links: number[] = [];
    for (let link = this.#last.get(post) ?? NONE; link !== NONE; link = this.#before.at(link)) {
      links.push(link);
    }
    return links
      .reverse()
      .sort((one, other) => this.#orders.at(one) - this.#orders.at(other))
      .flatMap((link) => this.#ids[this.#linked.at(link)] ?? []);
  }

  /** All that belongs to some post, each once. */
  ids(): readonly string[] {
    return this.#ids;
  }

  #numberOf(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    this.#numbers.set(id, this.#ids.length);
    return this.#ids.push(id) - 1;
  }
}

const NONE = -1;
