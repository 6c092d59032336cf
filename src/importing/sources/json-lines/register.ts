/** What a file has described so far, by all that it may be named by. */
export class Register<Entry> {
  readonly #entries = new Map<string, Entry>();

  /** Takes a description under its names. */
  add(names: readonly string[], entry: Entry): void {
    for (const name of names) this.#entries.set(name, entry);
  }

  /** What was described under the first of these names that is known. */
  find(names: readonly string[]): Entry | undefined {
    const known = names.find((name) => this.#entries.has(name));
    return known === undefined ? undefined : this.#entries.get(known);
  }
}
