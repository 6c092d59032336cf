import type { MediaNs } from 'feedsmith';
import { withoutUndefined } from '../../absence.js';
import type { FeedItem, WrittenMedia, WrittenPicture } from './item.js';
import { areaOf } from './picture-size.js';
import { titleText } from './title.js';

const PICTURE_FILE = /\.(?:jpe?g|png|gif|webp|avif|bmp|svg)(?:$|[?#])/i;
const SOUND_FILE = /\.(?:mp3|m4a|ogg|oga|opus|wav|aac)(?:$|[?#])/i;
const FILM_FILE = /\.(?:mp4|m4v|webm|ogv|mov)(?:$|[?#])/i;

/** A file attached to an item. */
export interface WrittenFile {
  readonly url?: string | undefined;
  readonly type?: string | undefined;
  readonly medium?: string | undefined;
}

/** The kind of a file, by its declared type or else by its extension. */
function kindOfFile({ url = '', type = '', medium = '' }: WrittenFile): string {
  const declared = /^(image|audio|video)\//i.exec(type)?.[1];
  if (declared !== undefined) return declared.toLowerCase();
  // "application/octet-stream" says nothing; any other type means a different kind of file.
  if (type !== '' && !/octet-stream$/i.test(type)) return 'other';
  if (PICTURE_FILE.test(url)) return 'image';
  if (SOUND_FILE.test(url)) return 'audio';
  if (FILM_FILE.test(url)) return 'video';
  return medium === 'image' ? 'image' : 'other';
}

/** The images, audio and video among files that have no description. */
export function enclosed(files: readonly WrittenFile[]): Pick<FeedItem, 'pictures' | 'media'> {
  const pictures: WrittenPicture[] = [];
  const media: WrittenMedia[] = [];
  for (const file of files) {
    const { url } = file;
    const kind = kindOfFile(file);
    if (url === undefined) continue;
    if (kind === 'image') pictures.push({ url });
    if (kind === 'audio' || kind === 'video') media.push({ kind, url });
  }
  return { pictures, media };
}

/**
 * The content of Media RSS elements: images with captions and sizes, audio and video.
 *
 * By the specification, the description of a group or of the item applies to each of its files. If
 * the item has no other text, the description is used as the text instead.
 */
export function mediaOf(
  media: MediaNs.ItemOrFeed | undefined,
  hasText: boolean,
): Pick<FeedItem, 'pictures' | 'media'> {
  if (media === undefined) return { pictures: [], media: [] };
  const groups = [media, ...(media.groups ?? [])];
  const pictures: WrittenPicture[] = [];
  const others: WrittenMedia[] = [];
  for (const group of groups) {
    const around = group === media ? [media] : [group, media];
    const inherited = hasText ? around : [];
    const { contents = [] } = group;
    const sizes = group === media ? [] : contents.filter(isPicture);
    for (const content of group === media ? contents : oneOfEach(contents)) {
      const found = enclosed([content]);
      const words = [content, ...(isPicture(content) ? sizes : []), ...inherited];
      pictures.push(
        ...found.pictures.map(({ url }) => withWords(url, content, words)),
        ...thumbnailsOf(content, [content, ...inherited]),
      );
      others.push(...found.media);
    }
    pictures.push(...thumbnailsOf(group, inherited));
  }
  return { pictures, media: others };
}

/** A group holds one image, audio or video in several sizes; only the largest image is kept. */
function oneOfEach(contents: readonly MediaNs.Content[]): readonly MediaNs.Content[] {
  const [largest] = contents.filter(isPicture).toSorted((one, two) => areaOf(two) - areaOf(one));
  return contents.filter((content) => content === largest || !isPicture(content));
}

function isPicture(content: MediaNs.Content): boolean {
  return enclosed([content]).pictures.length > 0;
}

/** The descriptions in Media RSS elements, as the text of an item that has no other. */
export function mediaTexts(media: MediaNs.ItemOrFeed | undefined) {
  return [media, ...(media?.groups ?? [])].flatMap((each) => {
    const { value, type } = each?.description ?? {};
    return value === undefined ? [] : [{ value, ...(type === 'html' ? { isHtml: true } : {}) }];
  });
}

type Described = Pick<MediaNs.Content, 'title' | 'description' | 'credits' | 'thumbnails'>;

function thumbnailsOf({ thumbnails = [] }: Described, around: readonly Described[]) {
  return thumbnails.flatMap((thumbnail) =>
    thumbnail.url === undefined
      ? []
      : [{ ...withWords(thumbnail.url, thumbnail, around), isThumbnail: true }],
  );
}

function withWords(
  url: string,
  { width = 0, height = 0 }: { readonly width?: number; readonly height?: number },
  around: readonly Described[],
): WrittenPicture {
  const [own] = around;
  const first = (read: (each: Described) => string) =>
    around.map(read).find((text) => text !== '') || undefined;
  return withoutUndefined({
    url,
    alt: words(own?.title) || undefined,
    caption: first(({ description }) => words(description)),
    credit: first(creditOf),
    ...(width > 0 ? { width: Math.round(width) } : {}),
    ...(height > 0 ? { height: Math.round(height) } : {}),
  });
}

function creditOf({ credits = [] }: Described): string {
  const names = credits.map(words);
  return [...new Set(names)].filter((name) => name !== '').join(', ');
}

function words(written: { readonly value?: string } | undefined): string {
  return titleText({ value: written?.value ?? '' });
}
