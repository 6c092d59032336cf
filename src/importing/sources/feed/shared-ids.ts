import { createHash } from 'node:crypto';

/** What may be an item's id, as written. */
export interface WrittenIdentity {
  readonly id: string;
  readonly title: string;
  readonly link: string;
}

const SOURCE = /<(source|atom:source)[\s>][\s\S]*?<\/\1\s*>/gi;

/**
 * The ids that a feed gives to several items: a broken generator writes one guid for all, and
 * without this each would overwrite the one before.
 *
 * Two items of one id that have the same title or the same address are two states of one.
 */
export class SharedIds {
  readonly #first = new Map<string, string>();
  readonly #shared = new Set<string>();

  /** Looks at an item on a first reading. */
  note(written: WrittenIdentity): void {
    const key = digest(keyOf(written));
    const own = `${digest(written.title)} ${digest(written.link)}`;
    const first = this.#first.get(key);
    if (first === undefined) this.#first.set(key, own);
    else if (isOther(first, own, written.id === '')) this.#shared.add(key);
  }

  /** Whether other items have the id of this one; known once all were looked at. */
  has(written: WrittenIdentity): boolean {
    return this.#shared.has(digest(keyOf(written)));
  }
}

/** What an item in XML is known by, found without parsing it. */
export function writtenIdentity(bytes: string): WrittenIdentity {
  const own = bytes.includes('ource') ? bytes.replace(SOURCE, '') : bytes;
  return {
    id: elementText(own, '(?:atom:)?(?:guid|id)') || aboutOf(own),
    title: elementText(own, '(?:atom:|rss:)?title'),
    link:
      elementText(own, 'link') ||
      (/<(?:atom:)?link\s[^>]*\bhref\s*=\s*["']([^"']*)/i.exec(own)?.[1] ?? ''),
  };
}

/** The name that RDF gives to the item whose opening tag a text begins with. */
export function aboutOf(item: string): string {
  return /^<[^>]*?\s[\w.-]+:about\s*=\s*["']([^"']*)/.exec(item)?.[1] ?? '';
}

function elementText(text: string, name: string): string {
  return new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</`, 'i').exec(text)?.[1]?.trim() ?? '';
}

function keyOf({ id, link }: WrittenIdentity): string {
  return id || link;
}

function isOther(first: string, second: string, isLink: boolean): boolean {
  const [title, link] = first.split(' ');
  const [otherTitle, otherLink] = second.split(' ');
  return title !== otherTitle && (isLink || link !== otherLink);
}

function digest(text: string): string {
  return createHash('sha1').update(text).digest('base64').slice(0, 12);
}
