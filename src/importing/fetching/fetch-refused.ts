/** A fetch refused by this program or by the server; its message is a whole sentence. */
export class FetchRefused extends Error {
  /** How long the server asks to wait before the next request, if it does. */
  readonly retryAfterMilliseconds: number | undefined;

  constructor(message: string, retryAfterMilliseconds?: number) {
    super(message);
    this.retryAfterMilliseconds = retryAfterMilliseconds;
  }
}
