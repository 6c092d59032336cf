/** Characters of all texts of one item together; a database document ends there as well. */
const MAX_TEXT = 16 * 1024 * 1024;
/** Comments under one post; the most discussed ones of large sites have some ten thousand. */
const MAX_COMMENTS = 50_000;
/** Tags of one item: those of so many comments, and some more. */
const MAX_TAGS = 1_000_000;
/** Elements within each other, those that have no end included; the parser keeps all of them. */
const MAX_OPEN = 50_000;
/** Characters of one tag, comment or declaration; the parser holds each as a whole. */
const MAX_MARK = 64 * 1024;
/** Attributes of one tag. */
const MAX_ATTRIBUTES = 1000;

/** How large an item has become, while it is read. */
export class ItemSize {
  text = 0;
  tags = 0;
  comments = 0;
  /** Elements that are open. */
  open = 0;
  /** Of the tag that is being read. */
  attributes = 0;
  /** Whether one tag, comment or declaration in it is too long to be read at all. */
  hasLongMark = false;

  /** Whether it is larger than an item may be. */
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

  /** Whether its texts are kept so far. */
  get isTextKept(): boolean {
    return this.text <= MAX_TEXT;
  }

  /** What is too large about it, in words; `characters` is all of it as written. */
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
      return `expected at most ${MAX_OPEN} elements within each other in <${name}>, found more in its ${characters} characters`;
    }
    if (this.attributes > MAX_ATTRIBUTES) {
      return `expected at most ${MAX_ATTRIBUTES} attributes in a tag, found more in <${name}> of ${characters} characters`;
    }
    return `expected at most ${MAX_TEXT} characters in <${name}>, found ${characters}`;
  }
}
