import { type FileHandle, open } from 'node:fs/promises';
import type { CommentEntry } from '../../../publishing/entry.js';
import { circlesIn } from '../../../publishing/preparing/circles.js';
import { DigestTable } from '../../../structures/digest-table.js';
import { withoutUndefined } from '../../absence.js';
import { textHtml } from './body.js';
import { feedDate } from './dates.js';
import type { FeedItem } from './item.js';
import { writtenIdentity } from './shared-ids.js';
import type { FeedPiece } from './splitter.js';
import { titleText } from './title.js';

const COMMENT = /#comment["']/;
const POST = /#post["']/;
/** Maximum bytes of the comments of one post; more suggest an attack, and would fill the memory. */
const MAX_THREAD = 64 * 1024 * 1024;
const ANSWERS = /<(?:[\w.-]+:)?in-reply-to\s[^>]{0,1000}?\bref\s*=\s*["']([^"']{1,1000})/;

/** Where a piece is in the file, in bytes. */
interface Place {
  readonly offset: number;
  readonly length: number;
}

/**
 * The comments in a blog archive, which are stored next to their posts. Only their places are held
 * in memory; they are read again when their post is processed.
 */
export class Threads {
  readonly #places = new Map<string, Place[]>();
  readonly #posts = new DigestTable();
  readonly #path: string;
  #file: FileHandle | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Registers an item, in the first pass. */
  note({ bytes, offset, broken }: FeedPiece): void {
    const post = mapUnavailable(bytes);
    if (broken !== undefined) return;
    if (post !== undefined) {
      const places = this.#places.get(post) ?? [];
      this.#places.set(post, places);
      places.push({ offset, length: bytes.length });
    } else if (POST.test(bytes)) this.#posts.set(writtenIdentity(bytes).id, 1);
  }

  /** Whether an item is a comment on a post of the file; valid after the first pass. */
  has(bytes: string): boolean {
    const post = mapUnavailable(bytes);
    return post !== undefined && this.#posts.get(post) !== undefined;
  }

  /** The bytes of the comments on this post, in file order. */
  async *under(bytes: string): AsyncGenerator<string> {
    const places =
      this.#places.size === 0 ? undefined : this.#places.get(writtenIdentity(bytes).id);
    let size = 0;
    for (const { offset, length } of places ?? []) {
      size += length;
      if (size > MAX_THREAD) return;
      this.#file ??= await open(this.#path);
      const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(length), 0, length, offset);
      yield buffer.toString('latin1', 0, bytesRead);
    }
  }

  /** Closes the file. */
  async close(): Promise<void> {
    await this.#file?.close();
  }
}

/** Comment entries of items, with their parents; drafts and spam become pending. */
export function commentsOf(items: readonly FeedItem[], published: Date | undefined) {
  const parents = new Map(items.map((item) => [numberOf(item), item.answersNumber ?? '']));
  const identities = new Map(items.map((item) => [numberOf(item), item.id ?? '']));
  const circling = new Set(circlesIn(parents).flat());
  return items.map((item): CommentEntry => {
    const parent = circling.has(numberOf(item))
      ? undefined
      : identities.get(item.answersNumber ?? '');
    const [text] = item.texts;
    const created = [...item.published, ...item.updated]
      .map((date) => feedDate(date))
      .find((date) => date !== undefined);
    return withoutUndefined({
      identity: item.id ?? '',
      parentIdentity: parent,
      authorName: item.authors[0] ?? 'Anonymous',
      body: text === undefined ? titleText(item.title ?? { value: '' }) : textHtml(text),
      isHtml: text !== undefined,
      status: item.isDraft ? 'PENDING' : 'APPROVED',
      createdAt: created ?? published ?? new Date(0),
    });
  });
}

/** Blogger's ids end with a number, which its links refer to. */
function numberOf({ id = '' }: FeedItem): string {
  return /\d+$/.exec(id)?.[0] ?? id;
}

/** The id of the post that a comment belongs to, as written; `undefined` for other items. */
function mapUnavailable(bytes: string): string | undefined {
  const post = COMMENT.test(bytes) ? ANSWERS.exec(bytes)?.[1] : undefined;
  // Copied, because a slice would keep the whole text of the item in memory.
  return post === undefined ? undefined : Buffer.from(post, 'latin1').toString('latin1').trim();
}
