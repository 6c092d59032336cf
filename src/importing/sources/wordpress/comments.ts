import type { CommentEntry } from '../../../publishing/entry.js';
import { circlesIn } from '../../../publishing/preparing/circles.js';
import type { CommentStatus } from '../../../readers/comment/comment.document.js';
import { plainText } from '../plain-text.js';
import { firstDate } from './dates.js';
import { paragraphs } from './paragraphs.js';
import { childrenOf, rawTextOf, textOf, type XmlElement } from './xml-element.js';

/** Comment types of comments by people; pingbacks and others have a different type. */
const WRITTEN = new Set(['', 'comment']);

/**
 * The comments by people on a post, in the order of the file.
 *
 * Pingbacks and trackbacks are left out, because other sites send them automatically. A reply to
 * one of them, or to a comment that is not in the file, becomes a top-level comment.
 */
export function commentsOf(item: XmlElement, published: Date | undefined): CommentEntry[] {
  const written = childrenOf(item, 'wp:comment').filter((comment) =>
    WRITTEN.has(textOf(comment, 'wp:comment_type')),
  );
  const parents = new Map(
    written.map((comment) => [idOf(comment), textOf(comment, 'wp:comment_parent')]),
  );
  // A damaged database can contain a cycle of replies; its comments become top-level comments.
  const circling = new Set(circlesIn(parents).flat());
  const isAnswer = (comment: XmlElement) =>
    parents.has(textOf(comment, 'wp:comment_parent')) && !circling.has(idOf(comment));
  return written.map((comment) => entryOf(comment, isAnswer(comment), published));
}

function entryOf(
  comment: XmlElement,
  isAnswer: boolean,
  published: Date | undefined,
): CommentEntry {
  const parent = textOf(comment, 'wp:comment_parent');
  return {
    identity: `wordpress:${idOf(comment)}`,
    ...(isAnswer ? { parentIdentity: `wordpress:${parent}` } : {}),
    authorName: nameOf(comment) || 'Anonymous',
    body: paragraphs(rawTextOf(comment, 'wp:comment_content')),
    isHtml: true,
    status: statusOf(textOf(comment, 'wp:comment_approved')),
    createdAt:
      firstDate(textOf(comment, 'wp:comment_date_gmt'), textOf(comment, 'wp:comment_date')) ??
      published ??
      new Date(0),
  };
}

/** The name without an e-mail address, which some people enter and which is private. */
function nameOf(comment: XmlElement): string {
  return withoutMailAddress(plainText(textOf(comment, 'wp:comment_author')));
}

function withoutMailAddress(name: string): string {
  for (const { 0: word, index } of name.matchAll(/\S+/g)) {
    const at = word.indexOf('@');
    if (at < 0 || word.lastIndexOf('.', word.length - 2) < at + 2) continue;
    return name.slice(0, index + at) + name.slice(index + word.length);
  }
  return name;
}

function idOf(comment: XmlElement): string {
  return textOf(comment, 'wp:comment_id') || `line-${comment.line}`;
}

function statusOf(approved: string): CommentStatus {
  switch (approved) {
    case '1':
    case 'approved':
      return 'APPROVED';
    case 'spam':
      return 'SPAM';
    case 'trash':
    case 'post-trashed':
      return 'REJECTED';
    default:
      return 'PENDING';
  }
}
