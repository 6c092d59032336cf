/**
 * A source of which nothing can be taken at all.
 *
 * Its message is a whole sentence for the person who gave the source: what was expected, what was
 * found, what to do. A source that breaks later is told by a `FAILED` record instead.
 */
export class SourceUnreadable extends Error {
  readonly place: string;
  /** The message without the place. */
  readonly reason: string;
  /** How long the server wants to be left alone, if it said so. */
  readonly retryAfterMilliseconds: number | undefined;

  constructor(place: string, reason: string, retryAfterMilliseconds?: number) {
    super(`${place}: ${reason}`);
    this.name = 'SourceUnreadable';
    this.place = place;
    this.reason = reason;
    this.retryAfterMilliseconds = retryAfterMilliseconds;
  }
}
