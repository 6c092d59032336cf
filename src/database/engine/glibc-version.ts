/** A version of the GNU C library, such as 2.36, as numbers that can be compared. */
export interface GlibcVersion {
  readonly major: number;
  readonly minor: number;
}

/** Parses `2.36` and `GLIBC_2.2.5`; `null` for a text without a version (`GLIBC_PRIVATE`). */
export function parseGlibcVersion(text: string): GlibcVersion | null {
  const match = /^(?:GLIBC_)?(\d+)\.(\d+)/.exec(text);
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : null;
}

/** Whether `version` is newer than `other`; a third number (2.2.5) is ignored. */
export function isNewerGlibc(version: GlibcVersion, other: GlibcVersion): boolean {
  return version.major !== other.major ? version.major > other.major : version.minor > other.minor;
}
