/** The width and height of an image in pixels, if known. */
export interface PictureSides {
  readonly width?: number;
  readonly height?: number;
}

/** The area for comparing sizes of an image; with one side known, that of a square. */
export function areaOf({ width, height }: PictureSides): number {
  return (width ?? height ?? 0) * (height ?? width ?? 0);
}
