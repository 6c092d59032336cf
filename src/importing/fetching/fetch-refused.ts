/** Something is not fetched, for a reason of ours or of the server's; its message is a sentence. */
export class FetchRefused extends Error {
  /** How long the server wants to be left alone, if it said so. */
  readonly retryAfterMilliseconds: number | undefined;

  constructor(message: string, retryAfterMilliseconds?: number) {
    super(message);
    this.retryAfterMilliseconds = retryAfterMilliseconds;
  }
}
