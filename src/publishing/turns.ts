/** Lets one piece of work begin when the one before it has ended, however that ended. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Ends when all work has ended that has taken its turn so far. */
  get ended(): Promise<unknown> {
    return this.#last;
  }

  /** Does work when its turn has come, and answers with what it gives. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }
}
