import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { ImageEntry } from '../../../publishing/entry.js';
import { DigestTable } from '../../../structures/digest-table.js';
import { Integers } from '../integers.js';

/** Bytes per write. */
const PIECE_BYTES = 256 * 1024;

const picture: z.ZodType<ImageEntry> = z.object({
  url: z.string(),
  alt: z.string().exactOptional(),
  caption: z.string().exactOptional(),
  credit: z.string().exactOptional(),
  width: z.number().exactOptional(),
  height: z.number().exactOptional(),
});

/**
 * Images by their id and by their post, in a temporary file. A large site has hundreds of thousands
 * of them; memory holds about 70 bytes for each.
 */
export class PictureFile {
  #folder: string | undefined;
  #file = -1;
  #waiting: string[] = [];
  #waitingBytes = 0;
  /** The offset of each image in the file, in order. */
  readonly #starts = new Integers();
  #end = 0;
  readonly #placeById = new DigestTable();
  readonly #lastOf = new DigestTable();
  /** For each image, the previous one of the same post, or -1. */
  readonly #before = new Integers();

  /** Adds an image; a later one with the same id replaces an earlier one. */
  add(id: string, post: string, entry: ImageEntry): void {
    const text = JSON.stringify(entry);
    const place = this.#starts.length;
    this.#starts.push(this.#end);
    this.#placeById.set(id, place);
    this.#before.push(this.#lastOf.get(post) ?? -1);
    this.#lastOf.set(post, place);
    const bytes = Buffer.byteLength(text);
    this.#end += bytes;
    this.#waiting.push(text);
    this.#waitingBytes += bytes;
    if (this.#waitingBytes >= PIECE_BYTES) this.#write();
  }

  /** The image with an id. */
  byId(id: string): ImageEntry | undefined {
    const place = this.#placeById.get(id);
    return place === undefined ? undefined : this.#read(place);
  }

  /** The images of a post, in order. */
  ofPost(post: string): readonly ImageEntry[] {
    const places: number[] = [];
    for (let at = this.#lastOf.get(post) ?? -1; at >= 0; at = this.#before.at(at)) places.push(at);
    return places.reverse().map((place) => this.#read(place));
  }

  /** Removes the file. */
  remove(): void {
    if (this.#folder === undefined) return;
    closeSync(this.#file);
    rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  #read(place: number): ImageEntry {
    this.#write();
    const start = this.#starts.at(place);
    const isLast = place + 1 === this.#starts.length;
    const bytes = Buffer.alloc((isLast ? this.#end : this.#starts.at(place + 1)) - start);
    readSync(this.#file, bytes, 0, bytes.length, start);
    return picture.parse(JSON.parse(bytes.toString('utf8')));
  }

  #write(): void {
    if (this.#waiting.length === 0) return;
    if (this.#folder === undefined) {
      this.#folder = mkdtempSync(join(tmpdir(), 'broadsheet-import-'));
      this.#file = openSync(join(this.#folder, 'pictures'), 'w+', 0o600);
    }
    writeSync(this.#file, this.#waiting.join(''));
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}
