import { DigestTable } from '../../../structures/digest-table.js';
import { Integers } from '../integers.js';

/** Links many posts to few tags or authors, in about 60 bytes per post. */
export class Relation {
  /** The index of the last link of each post in the lists below. */
  readonly #last = new DigestTable();
  readonly #numbers = new Map<string, number>();
  readonly #ids: string[] = [];
  /** For each link: the number of its id, its sort order, and the previous link of the post. */
  readonly #linked = new Integers();
  readonly #orders = new Integers();
  readonly #before = new Integers();

  /** Links an id to a post; without an order, it is sorted after the existing links. */
  add(post: string, id: string, order: number | undefined): void {
    const link = this.#linked.length;
    this.#linked.push(this.#numberOf(id));
    this.#orders.push(order ?? link);
    this.#before.push(this.#last.get(post) ?? NONE);
    this.#last.set(post, link);
  }

  /** The ids linked to a post, sorted. */
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

  /** All linked ids, without duplicates. */
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
