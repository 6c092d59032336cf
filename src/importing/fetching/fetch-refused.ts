/** Something is not fetched, for a reason of ours or of the server's; its message is a sentence. */
export class FetchRefused extends Error {}
