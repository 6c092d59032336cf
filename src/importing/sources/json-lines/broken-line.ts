/** A line that cannot be taken; the message is the reason, in a sentence. */
export class BrokenLine extends Error {}
