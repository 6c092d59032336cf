/** Maximum characters of all texts of one item; the size limit of a database document is equal. */
const MAX_TEXT = 16 * 1024 * 1024;
/** Maximum comments of one post; the most discussed posts of large sites have about 10,000. */
const MAX_COMMENTS = 50_000;
/** Maximum tags in one item: those of that many comments, and some more. */
const MAX_TAGS = 1_000_000;
/** Maximum open elements, including unclosed ones; the parser keeps all of them in memory. */
const MAX_OPEN = 50_000;
/** Maximum characters of one tag, comment or declaration; the parser holds each one completely. */
const MAX_MARK = 64 * 1024;
/** Maximum attributes of one tag. */
const MAX_ATTRIBUTES = 1000;

/** The size of an item while it is being read. */
export class ItemSize {
  text = 0;
  tags = 0;
  comments = 0;
  /** Elements that are currently open. */
  open = 0;
  /** Attributes of the current tag. */
  attributes = 0;
  /** Whether a tag, comment or declaration exceeds `MAX_MARK`. */
  hasLongMark = false;

  /** Whether it exceeds any of the limits. */
  get isTooLarge(): boolean {
    const { text, tags, comments, open, attributes, hasLongMark } = this;
    return (
      text > MAX_TEXT ||
      tags > MAX_TAGS ||
      comments > MAX_COMMENTS ||
      open > MAX_OPEN ||
      attributes > MAX_ATTRIBUTES ||
      hasLongMark
    );
  }

  /** Whether its text is still within the limit. */
  get isTextKept(): boolean {
    return this.text <= MAX_TEXT;
  }

  /** A sentence with the limit that is exceeded; `characters` is the size of the whole item. */
  excess(name: string, characters: number): string {
    if (this.hasLongMark) {
      return `expected at most ${MAX_MARK} characters in a tag, comment or declaration, found more in <${name}> of ${characters} characters`;
    }
    if (this.comments > MAX_COMMENTS) {
      return `expected at most ${MAX_COMMENTS} comments in <${name}>, found ${this.comments}`;
    }
    if (this.tags > MAX_TAGS) {
      return `expected at most ${MAX_TAGS} tags in <${name}>, found more in its ${characters} characters`;
    }
    if (this.open > MAX_OPEN) {
      return `expected at most ${MAX_OPEN} nested elements in <${name}>, found more in its ${characters} characters`;
    }
    if (this.attributes > MAX_ATTRIBUTES) {
      return `expected at most ${MAX_ATTRIBUTES} attributes in a tag, found more in <${name}> of ${characters} characters`;
    }
    return `expected at most ${MAX_TEXT} characters in <${name}>, found ${characters}`;
  }
}
