import { type ElfImports, type ElfSymbol, readElfImports, UNVERSIONED, WEAK } from './elf.js';
import { type GlibcVersion, isNewerGlibc, parseGlibcVersion } from './glibc-version.js';

/**
 * Rewrites a shared library in place so that a system with an older glibc can load it.
 *
 * It only changes symbols that are known to behave the same in the older glibc. If the library uses
 * any other symbol that is newer than `system`, it throws a `RangeError` that names the symbol, and
 * the bytes are unchanged.
 */
export function lowerElf(file: Buffer, system: GlibcVersion): void {
  const imports = readElfImports(file);
  const newer = symbolsNewerThan(imports, system);
  const strange = newer.filter((symbol) => !hasOlderEqual(symbol));
  if (strange.length > 0) throw new RangeError(describeStrangers(strange));

  for (const symbol of newer) {
    const skipped = symbol.name.startsWith(C23_PREFIX) ? C23_PREFIX.length : 0;
    file.writeUInt32LE(file.readUInt32LE(symbol.nameAt) + skipped, symbol.nameAt);
    file.writeUInt16LE(UNVERSIONED, symbol.versionAt);
  }
  for (const version of imports.versions) {
    if (isNewerThan(version.name, system)) file.writeUInt16LE(WEAK, version.flagsAt);
  }
  refuseRemainders(file, system);
}

/**
 * glibc 2.38 added a second name for the C functions that parse numbers, for programs written in
 * C23. The second function also reads `0b101`, which the engine never uses. A name is stored as
 * text that is found by an offset, so a larger offset within `__isoc23_strtol` gives the plain
 * `strtol`.
 */
const C23_PREFIX = '__isoc23_';
const C23_TWINS: readonly string[] = [
  ...['strtol', 'strtoul', 'strtoll', 'strtoull', 'strtoimax', 'strtoumax'],
  ...['scanf', 'fscanf', 'sscanf', 'vscanf', 'vfscanf', 'vsscanf'],
];

/** Same results as before 2.38; the newer version only omits a wrapper that set `errno`. */
const FASTER_NOW: readonly string[] = ['fmod', 'fmodf'];

function hasOlderEqual({ name }: ElfSymbol): boolean {
  if (FASTER_NOW.includes(name)) return true;
  return name.startsWith(C23_PREFIX) && C23_TWINS.includes(name.slice(C23_PREFIX.length));
}

function symbolsNewerThan(imports: ElfImports, system: GlibcVersion): ElfSymbol[] {
  return imports.symbols.filter((symbol) => isNewerThan(symbol.version.name, system));
}

function isNewerThan(versionName: string, system: GlibcVersion): boolean {
  const version = parseGlibcVersion(versionName);
  return version !== null && isNewerGlibc(version, system);
}

function refuseRemainders(file: Buffer, system: GlibcVersion): void {
  const imports = readElfImports(file);
  const symbols = symbolsNewerThan(imports, system);
  if (symbols.length > 0) throw new RangeError(describeStrangers(symbols));
  const version = imports.versions.find((one) => !one.isWeak && isNewerThan(one.name, system));
  if (version) throw new RangeError(`it requires version ${version.name} of ${version.library}`);
}

function describeStrangers(symbols: readonly ElfSymbol[]): string {
  const names = symbols.map(({ name, version }) => `${name} (${version.name})`);
  return `it uses ${names.join(', ')}, which have no equivalent on older systems`;
}
