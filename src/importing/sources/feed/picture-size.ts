/** The sides of a picture in pixels, as far as they are told. */
export interface PictureSides {
  readonly width?: number;
  readonly height?: number;
}

/** What the sizes of one picture are compared by; of one side alone, as if it were a square. */
export function areaOf({ width, height }: PictureSides): number {
  return (width ?? height ?? 0) * (height ?? width ?? 0);
}
