import type { MediaNs } from 'feedsmith';
import { withoutUndefined } from '../../absence.js';
import type { FeedItem, WrittenMedia, WrittenPicture } from './item.js';
import { areaOf } from './picture-size.js';
import { titleText } from './title.js';

const PICTURE_FILE = /\.(?:jpe?g|png|gif|webp|avif|bmp|svg)(?:$|[?#])/i;
const SOUND_FILE = /\.(?:mp3|m4a|ogg|oga|opus|wav|aac)(?:$|[?#])/i;
const FILM_FILE = /\.(?:mp4|m4v|webm|ogv|mov)(?:$|[?#])/i;

/** A file that an item brings along. */
export interface WrittenFile {
  readonly url?: string | undefined;
  readonly type?: string | undefined;
  readonly medium?: string | undefined;
}

/** What a file is, by what it is said to be, or else by its name. */
function kindOfFile({ url = '', type = '', medium = '' }: WrittenFile): string {
  const told = /^(image|audio|video)\//i.exec(type)?.[1];
  if (told !== undefined) return told.toLowerCase();
  // "application/octet-stream" says nothing; any other type says that it is something else.
  if (type !== '' && !/octet-stream$/i.test(type)) return 'other';
  if (PICTURE_FILE.test(url)) return 'image';
  if (SOUND_FILE.test(url)) return 'audio';
  if (FILM_FILE.test(url)) return 'video';
  return medium === 'image' ? 'image' : 'other';
}

/** The pictures, sounds and films among files without any words about them. */
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
 * What Media RSS says: pictures with their words and sizes, sounds and films.
 *
 * What is said of a group or of the whole item goes for each file in it, as the specification has
 * it; unless the item has no other text, so that what describes its picture is the text itself.
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

/** A group holds one picture, sound or film in several sizes: the largest picture is enough. */
function oneOfEach(contents: readonly MediaNs.Content[]): readonly MediaNs.Content[] {
  const [largest] = contents.filter(isPicture).toSorted((one, two) => areaOf(two) - areaOf(one));
  return contents.filter((content) => content === largest || !isPicture(content));
}

function isPicture(content: MediaNs.Content): boolean {
  return enclosed([content]).pictures.length > 0;
}

/** The words that describe what is shown, for an item that has no others. */
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
