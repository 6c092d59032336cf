import { BrokenRecord } from '../broken-record.js';
import { type Fields, isObject } from '../parsed-object.js';
import { cardHtml } from './cards.js';
import { isYes } from './fields.js';

/** A post made HTML. */
export interface Rendered {
  readonly html: string;
  /** Whether everything in it was known; if not, what Ghost itself made of it is better. */
  readonly isWhole: boolean;
}

/** No article nests deeper; what does would exhaust the stack. */
const MAX_DEPTH = 200;

/** What is kept while one post is rendered. */
export class Rendering {
  isWhole = true;
  #depth = 0;

  /** Goes one level down for as long as `render` takes. */
  within(render: () => string): string {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) {
      throw new BrokenRecord(`its text nests deeper than ${MAX_DEPTH} levels`);
    }
    const html = render();
    this.#depth -= 1;
    return html;
  }

  /** A card, unless readers of the web never saw it. */
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
  // The gateway knows no members: what not everybody may see, nobody sees.
  return isObject(web) && !isYes(web.nonMember);
}
