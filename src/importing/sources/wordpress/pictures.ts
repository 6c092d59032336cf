import type { ImageEntry } from '../../../publishing/entry.js';
import { optional, textOrNone } from '../optional.js';
import { plainText } from '../plain-text.js';
import { attachmentReferences } from './shortcodes.js';
import { metaOf, rawTextOf, textOf, type XmlElement } from './xml-element.js';

/** The pictures that the posts of an export point at. */
export interface PictureIndex {
  /** The picture of an attachment by its post id. */
  byId(id: string): ImageEntry | undefined;
  /** The pictures uploaded to a post, in the order of the file: a gallery that names none. */
  uploadedTo(postId: string): readonly ImageEntry[];
}

const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|heic|tiff?)(?:$|[?#])/i;

interface Attachment {
  readonly parent: string;
  readonly picture: ImageEntry;
}

/** Gathers the pictures that posts point at, wherever in the export they stand. */
export class PictureReader {
  readonly #attachments = new Map<string, Attachment>();
  readonly #wanted = new Set<string>();
  readonly #wantedParents = new Set<string>();

  /** Takes an `<item>`, whatever it is. */
  read(item: XmlElement): void {
    const type = textOf(item, 'wp:post_type') || 'post';
    if (type === 'attachment') remember(item, this.#attachments);
    if (type === 'post' || type === 'wp_block') want(item, this.#wanted, this.#wantedParents);
  }

  /** What was found, once all items were read; what no post points at is forgotten. */
  index(): PictureIndex {
    for (const [id, { parent }] of this.#attachments) {
      if (this.#wanted.has(id) || this.#wantedParents.has(parent)) continue;
      this.#attachments.delete(id);
    }
    return indexOf(this.#attachments);
  }
}

function want(item: XmlElement, wanted: Set<string>, wantedParents: Set<string>): void {
  for (const id of metaOf(item, '_thumbnail_id')) wanted.add(copyOf(id));
  const { ids, isOwn } = attachmentReferences(rawTextOf(item, 'content:encoded'));
  for (const id of ids) wanted.add(copyOf(id));
  if (isOwn) wantedParents.add(copyOf(textOf(item, 'wp:post_id')));
}

function remember(item: XmlElement, attachments: Map<string, Attachment>): void {
  const url = textOf(item, 'wp:attachment_url') || textOf(item, 'guid');
  if (url === '') return;
  const alt = plainText(metaOf(item, '_wp_attachment_image_alt')[0] ?? '');
  const caption = plainText(textOf(item, 'excerpt:encoded'));
  attachments.set(copyOf(textOf(item, 'wp:post_id')), {
    parent: copyOf(textOf(item, 'wp:post_parent')),
    picture: {
      url: copyOf(url),
      ...optional('alt', textOrNone(copyOf(alt))),
      ...optional('caption', textOrNone(copyOf(caption))),
      ...detailsOf(metaOf(item, '_wp_attachment_metadata')[0] ?? ''),
    },
  });
}

/** Size and credit from WordPress's serialised PHP array; the picture's own come first in it. */
function detailsOf(serialised: string): Pick<ImageEntry, 'width' | 'height' | 'credit'> {
  const width = Number(/s:5:"width";[is](?::\d+)?:"?(\d+)/.exec(serialised)?.[1]);
  const height = Number(/s:6:"height";[is](?::\d+)?:"?(\d+)/.exec(serialised)?.[1]);
  const credit = plainText(serialisedText(serialised, 'credit'));
  return {
    ...(width > 0 && height > 0 ? { width, height } : {}),
    ...optional('credit', textOrNone(copyOf(credit))),
  };
}

/** PHP tells the bytes of a text in front of it, and writes it as it is, quotes and all. */
function serialisedText(serialised: string, key: string): string {
  const match = new RegExp(`s:${key.length}:"${key}";s:(\\d{1,4}):"`).exec(serialised);
  if (match === null) return '';
  const bytes = Number(match[1]);
  const from = match.index + match[0].length;
  return Buffer.from(serialised.slice(from, from + bytes))
    .subarray(0, bytes)
    .toString();
}

function indexOf(attachments: ReadonlyMap<string, Attachment>): PictureIndex {
  const byParent = new Map<string, string[]>();
  for (const [id, { parent }] of attachments) {
    byParent.set(parent, [...(byParent.get(parent) ?? []), id]);
  }
  const byId = (id: string): ImageEntry | undefined => attachments.get(id)?.picture;
  const uploadedTo = (postId: string): readonly ImageEntry[] =>
    (byParent.get(postId) ?? []).flatMap((id) => {
      const picture = byId(id);
      return picture !== undefined && PICTURE.test(picture.url) ? [picture] : [];
    });
  return { byId, uploadedTo };
}

/** A string of its own; one cut from the file's text would keep all of that in memory. */
function copyOf(text: string): string {
  return Buffer.from(text).toString();
}
