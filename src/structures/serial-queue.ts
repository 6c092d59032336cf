/** Runs tasks one at a time, in the order of the calls. A failed task does not stop the next. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Resolves when all tasks that were added so far have ended, even if some failed. */
  get ended(): Promise<unknown> {
    return this.#last;
  }

  /** Runs a task after all earlier ones, and returns its result or its error. */
  take<Result>(task: () => Promise<Result>): Promise<Result> {
    const done = this.#last.then(task);
    this.#last = done.catch(() => {});
    return done;
  }
}
