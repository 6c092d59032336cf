/**
 * The versioned symbols that a shared library imports from other libraries.
 *
 * ELF64, little-endian, x86-64 or aarch64: the two kinds of Linux machine that the engine is built
 * for. Offsets are bytes from the beginning of the file.
 */
export interface ElfImports {
  readonly symbols: readonly ElfSymbol[];
  readonly versions: readonly ElfVersion[];
}

/** An entry of the dynamic symbol table that imports a symbol in a version from another library. */
export interface ElfSymbol {
  readonly name: string;
  /** Offset of the 32-bit field with the name's offset in the string table. */
  readonly nameAt: number;
  /** Offset of the 16-bit version index. */
  readonly versionAt: number;
  readonly version: ElfVersion;
}

/** A version, such as `GLIBC_2.38`, that another library, such as `libc.so.6`, must provide. */
export interface ElfVersion {
  readonly name: string;
  readonly library: string;
  readonly index: number;
  /** Offset of the 16-bit flags. */
  readonly flagsAt: number;
  /** If a weak version is missing, the loader continues without a warning. */
  readonly isWeak: boolean;
}

/** The version index of a symbol that accepts any version: `VER_NDX_GLOBAL`. */
export const UNVERSIONED = 1;

/** The flag of a version that may be missing: `VER_FLG_WEAK`. */
export const WEAK = 2;

/** Reads the imports of a shared library; throws `RangeError` for any other file. */
export function readElfImports(file: Buffer): ElfImports {
  refuseOtherFiles(file);
  const sections = readSections(file);
  const symbolTable = sections.find((section) => section.type === DYNAMIC_SYMBOLS);
  const indexTable = sections.find((section) => section.type === SYMBOL_VERSIONS);
  const needTable = sections.find((section) => section.type === NEEDED_VERSIONS);
  const strings = symbolTable && sections[symbolTable.link];
  if (!symbolTable || !strings || !indexTable || !needTable) return { symbols: [], versions: [] };

  const versions = readVersions(file, needTable, strings.offset);
  const byIndex = new Map(versions.map((version) => [version.index, version]));
  const symbols: ElfSymbol[] = [];
  for (let number = 0; number < symbolTable.size / SYMBOL_BYTES; number++) {
    const nameAt = symbolTable.offset + number * SYMBOL_BYTES;
    const versionAt = indexTable.offset + number * 2;
    const version = byIndex.get(file.readUInt16LE(versionAt) & VERSION_INDEX_BITS);
    if (!version || file.readUInt16LE(nameAt + SYMBOL_SECTION) !== 0) continue;
    const name = readText(file, strings.offset + file.readUInt32LE(nameAt));
    symbols.push({ name, nameAt, versionAt, version });
  }
  return { symbols, versions };
}

interface Section {
  readonly type: number;
  readonly offset: number;
  readonly size: number;
  /** For tables of symbols and versions: the index of the section with their names. */
  readonly link: number;
  /** For needed versions: the number of libraries. */
  readonly info: number;
}

const MAGIC_64_BIT_LITTLE_ENDIAN = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
const MACHINES: readonly number[] = [62, 183];
const SECTION_BYTES = 64;
const SYMBOL_BYTES = 24;
const SYMBOL_SECTION = 6;
const DYNAMIC_SYMBOLS = 11;
const NEEDED_VERSIONS = 0x6ffffffe;
const SYMBOL_VERSIONS = 0x6fffffff;
const VERSION_INDEX_BITS = 0x7fff;

function refuseOtherFiles(file: Buffer): void {
  const isElf = file.subarray(0, 6).equals(MAGIC_64_BIT_LITTLE_ENDIAN);
  if (!isElf || !MACHINES.includes(file.readUInt16LE(18))) {
    throw new RangeError('expected a 64-bit little-endian ELF file for x86-64 or aarch64');
  }
}

function readSections(file: Buffer): Section[] {
  const start = Number(file.readBigUInt64LE(40));
  const count = file.readUInt16LE(60);
  return Array.from({ length: count }, (_, number) => {
    const at = start + number * SECTION_BYTES;
    return {
      type: file.readUInt32LE(at + 4),
      offset: Number(file.readBigUInt64LE(at + 24)),
      size: Number(file.readBigUInt64LE(at + 32)),
      link: file.readUInt32LE(at + 40),
      info: file.readUInt32LE(at + 44),
    };
  });
}

/** Reads two nested linked lists: the libraries, and for each of them the needed versions. */
function readVersions(file: Buffer, table: Section, strings: number): ElfVersion[] {
  const versions: ElfVersion[] = [];
  let libraryAt = table.offset;
  for (let libraries = table.info; libraries > 0; libraries--) {
    const library = readText(file, strings + file.readUInt32LE(libraryAt + 4));
    let at = libraryAt + file.readUInt32LE(libraryAt + 8);
    for (let count = file.readUInt16LE(libraryAt + 2); count > 0; count--) {
      versions.push({
        name: readText(file, strings + file.readUInt32LE(at + 8)),
        library,
        index: file.readUInt16LE(at + 6),
        flagsAt: at + 4,
        isWeak: (file.readUInt16LE(at + 4) & WEAK) !== 0,
      });
      at += file.readUInt32LE(at + 12);
    }
    libraryAt += file.readUInt32LE(libraryAt + 12);
  }
  return versions;
}

function readText(file: Buffer, at: number): string {
  return file.toString('latin1', at, file.indexOf(0, at));
}
