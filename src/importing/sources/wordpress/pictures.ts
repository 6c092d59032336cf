import type { ImageEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { plainText } from '../plain-text.js';
import { PictureFile } from './picture-file.js';
import { metaOf, textOf, type XmlElement } from './xml-element.js';

/** The pictures that the posts of an export point at. */
export interface PictureIndex {
  /** The picture of an attachment by its post id. */
  byId(id: string): ImageEntry | undefined;
  /** The pictures uploaded to a post, in the order of the file: a gallery that names none. */
  uploadedTo(postId: string): readonly ImageEntry[];
}

const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|heic|tiff?)(?:$|[?#])/i;

/** Gathers the pictures of an export, wherever in it they stand. */
export class PictureReader {
  readonly #file = new PictureFile();

  /** Takes an `<item>`, whatever it is. */
  read(item: XmlElement): void {
    if (textOf(item, 'wp:post_type') !== 'attachment') return;
    const url = textOf(item, 'wp:attachment_url') || textOf(item, 'guid');
    if (url === '') return;
    const alt = plainText(metaOf(item, '_wp_attachment_image_alt')[0] ?? '');
    const caption = plainText(textOf(item, 'excerpt:encoded'));
    this.#file.add(
      textOf(item, 'wp:post_id'),
      textOf(item, 'wp:post_parent'),
      withoutUndefined({
        url,
        alt: alt || undefined,
        caption: caption || undefined,
        ...detailsOf(metaOf(item, '_wp_attachment_metadata')[0] ?? ''),
      }),
    );
  }

  /** What was found, once all items were read. */
  index(): PictureIndex {
    const file = this.#file;
    return {
      byId: (id) => file.byId(id),
      uploadedTo: (postId) => file.ofPost(postId).filter(({ url }) => PICTURE.test(url)),
    };
  }

  /** Removes what was kept on disk; nothing is found any more. */
  close(): void {
    this.#file.remove();
  }
}

/** Size and credit from WordPress's serialised PHP array; the picture's own come first in it. */
function detailsOf(serialised: string): Pick<ImageEntry, 'width' | 'height' | 'credit'> {
  const width = Number(/s:5:"width";[is](?::\d+)?:"?(\d+)/.exec(serialised)?.[1]);
  const height = Number(/s:6:"height";[is](?::\d+)?:"?(\d+)/.exec(serialised)?.[1]);
  const credit = plainText(serialisedText(serialised, 'credit'));
  return withoutUndefined({
    ...(width > 0 && height > 0 ? { width, height } : {}),
    credit: credit || undefined,
  });
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
