import type { ImageEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { plainText } from '../plain-text.js';
import { PictureFile } from './picture-file.js';
import { metaOf, textOf, type XmlElement } from './xml-element.js';

/** The images that the posts of an export refer to. */
export interface PictureIndex {
  /** The image of an attachment, by its post id. */
  byId(id: string): ImageEntry | undefined;
  /** The images uploaded to a post, in file order; used for a gallery without ids. */
  uploadedTo(postId: string): readonly ImageEntry[];
}

const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|heic|tiff?)(?:$|[?#])/i;

/** Collects the images of an export, in any order. */
export class PictureReader {
  readonly #file = new PictureFile();

  /** Takes an `<item>`; ignores it if it is not an attachment. */
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

  /** The index of the images; valid after all items were read. */
  index(): PictureIndex {
    const file = this.#file;
    return {
      byId: (id) => file.byId(id),
      uploadedTo: (postId) => file.ofPost(postId).filter(({ url }) => PICTURE.test(url)),
    };
  }

  /** Removes the temporary file; the index cannot be used after that. */
  close(): void {
    this.#file.remove();
  }
}

/** Size and credit in WordPress's serialised PHP array; those of the image itself come first. */
function detailsOf(serialised: string): Pick<ImageEntry, 'width' | 'height' | 'credit'> {
  const width = Number(/s:5:"width";[is](?::\d+)?:"?(\d+)/.exec(serialised)?.[1]);
  const height = Number(/s:6:"height";[is](?::\d+)?:"?(\d+)/.exec(serialised)?.[1]);
  const credit = plainText(serialisedText(serialised, 'credit'));
  return withoutUndefined({
    ...(width > 0 && height > 0 ? { width, height } : {}),
    credit: credit || undefined,
  });
}

/** A serialised PHP text: its length in bytes, then the text without escapes. */
function serialisedText(serialised: string, key: string): string {
  const match = new RegExp(`s:${key.length}:"${key}";s:(\\d{1,4}):"`).exec(serialised);
  if (match === null) return '';
  const bytes = Number(match[1]);
  const from = match.index + match[0].length;
  return Buffer.from(serialised.slice(from, from + bytes))
    .subarray(0, bytes)
    .toString();
}
