/** The caption of a picture and who made it. */
export interface Caption {
  readonly caption?: string;
  readonly credit?: string;
}

/**
 * Caption and credit of a picture. They are taken from its figcaption, from a `<cite>` or `<small>`
 * inside that, and from its title. Text after the last `|` is also read as a credit: "The harbour
 * at dawn | Ada Lovelace".
 */
export function captionOf(given: {
  readonly figcaption: string;
  readonly cited: string;
  readonly title: string;
}): Caption {
  const below = split(given.figcaption);
  const title = split(given.title);
  const caption = below.caption || (isSentence(title.caption) ? title.caption : '');
  const credit = given.cited || below.credit || title.credit;
  return {
    ...(caption === '' ? {} : { caption }),
    ...(credit === '' ? {} : { credit }),
  };
}

function split(text: string): { caption: string; credit: string } {
  const at = text.lastIndexOf('|');
  if (at < 0) return { caption: tidy(text), credit: '' };
  return { caption: tidy(text.slice(0, at)), credit: text.slice(at + 1).trim() };
}

/** Removes the dash, comma or empty brackets that are left when a credit is taken out. */
function tidy(text: string): string {
  return text
    .replace(/\(\s*\)|\[\s*\]/g, '')
    .trim()
    .replace(/(?<=\s)[|–—,·•/-]+$/, '')
    .trim();
}

/** Content systems put file names (`IMG_2034`) into titles; a file name is no caption. */
function isSentence(title: string): boolean {
  return /\S\s+\S/.test(title);
}
