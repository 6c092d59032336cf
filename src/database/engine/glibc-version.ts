/** A version of the GNU C library, such as 2.36, as numbers that compare. */
export interface GlibcVersion {
  readonly major: number;
  readonly minor: number;
}

/** Reads `2.36` and `GLIBC_2.2.5`; `null` for words that hold no version (`GLIBC_PRIVATE`). */
export function parseGlibcVersion(text: string): GlibcVersion | null {
  const match = /^(?:GLIBC_)?(\d+)\.(\d+)/.exec(text);
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : null;
}

/** Whether `version` came out after `other`; third numbers (2.2.5) decide nothing. */
export function isNewerGlibc(version: GlibcVersion, other: GlibcVersion): boolean {
  return version.major !== other.major ? version.major > other.major : version.minor > other.minor;
}
