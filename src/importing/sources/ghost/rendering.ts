import { BrokenRecord } from '../broken-record.js';
import { type Fields, isObject } from '../parsed-object.js';
import { cardHtml } from './cards.js';
import { isYes } from './fields.js';

/** A post rendered as HTML. */
export interface Rendered {
  readonly html: string;
  /** Whether everything in it was known; if not, the HTML made by Ghost is better. */
  readonly isWhole: boolean;
}

/** Deeper than any article; more would exhaust the stack. */
const MAX_DEPTH = 200;

/** The state while one post is rendered. */
export class Rendering {
  isWhole = true;
  #depth = 0;

  /** Runs `render` one nesting level deeper; throws `BrokenRecord` beyond `MAX_DEPTH`. */
  within(render: () => string): string {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) {
      throw new BrokenRecord(`its text nests deeper than ${MAX_DEPTH} levels`);
    }
    const html = render();
    this.#depth -= 1;
    return html;
  }

  /** The HTML of a card; '' if it is hidden from visitors of the web site. */
  card(name: string, card: Fields): string {
    if (isHidden(card.visibility)) return '';
    const html = cardHtml(name, card);
    if (html === undefined) this.isWhole = false;
    return html ?? '';
  }
}

function isHidden(visibility: unknown): boolean {
  if (!isObject(visibility)) return false;
  if (visibility.showOnWeb === false) return true;
  const { web } = visibility;
  // The gateway has no members: content that is not for everybody is not shown at all.
  return isObject(web) && !isYes(web.nonMember);
}
