/** The entries that a file has described so far, by each of their names. */
export class Register<Entry> {
  readonly #entries = new Map<string, Entry>();

  /** Registers an entry under its names. */
  add(names: readonly string[], entry: Entry): void {
    for (const name of names) this.#entries.set(name, entry);
  }

  /** The entry under the first of these names that is registered. */
  find(names: readonly string[]): Entry | undefined {
    const known = names.find((name) => this.#entries.has(name));
    return known === undefined ? undefined : this.#entries.get(known);
  }
}
