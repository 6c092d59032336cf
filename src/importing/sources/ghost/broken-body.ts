/** The text of a post that cannot be understood; its message says what was expected and found. */
export class BrokenBody extends Error {}
