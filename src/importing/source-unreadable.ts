/**
 * Thrown for a source that cannot be imported at all.
 *
 * The message is a whole sentence for the person who named the source: what was expected, what was
 * found, what to do. A source that breaks later yields a `FAILED` record instead.
 */
export class SourceUnreadable extends Error {
  readonly place: string;
  /** The message without the place. */
  readonly reason: string;
  /** How long the server asks to wait before the next request, if it does. */
  readonly retryAfterMilliseconds: number | undefined;

  constructor(place: string, reason: string, retryAfterMilliseconds?: number) {
    super(`${place}: ${reason}`);
    this.name = 'SourceUnreadable';
    this.place = place;
    this.reason = reason;
    this.retryAfterMilliseconds = retryAfterMilliseconds;
  }
}
