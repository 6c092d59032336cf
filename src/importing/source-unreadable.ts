/**
 * A source of which nothing can be taken at all.
 *
 * Its message is a whole sentence for the person who gave the source: what was expected, what was
 * found, what to do. A source that breaks later is told by a `FAILED` record instead.
 */
export class SourceUnreadable extends Error {
  readonly place: string;

  constructor(place: string, message: string) {
    super(`${place}: ${message}`);
    this.name = 'SourceUnreadable';
    this.place = place;
  }
}
