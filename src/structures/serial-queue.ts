/** Runs tasks one at a time, in the order of the calls; one that fails does not stop the next. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Settles when all tasks have ended that were added so far. */
  get ended(): Promise<unknown> {
    return this.#last;
  }

  /** Runs a task after those that were added before it, and resolves or rejects as it does. */
  take<Result>(task: () => Promise<Result>): Promise<Result> {
    const done = this.#last.then(task);
    this.#last = done.catch(() => {});
    return done;
  }
}
